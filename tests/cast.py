"""The cast: a small province and its neighbour, with named people and different rights."""

from dataclasses import dataclass

from saraban.access import Actor
from saraban.models import Office, Role, Secrecy
from tests.factories import make_agency, make_office, make_officer


@dataclass(frozen=True)
class Province:
    """Two agencies. In อบจ.: a central registry, two divisions; beside it the province."""

    pao: Office
    centre: Office
    works: Office
    finance: Office
    province: Office
    governor_office: Office
    anong: Actor
    """Central registry clerk of อบจ."""
    boon: Actor
    """The chief: director at the root of อบจ."""
    chai: Actor
    """Registry clerk of the works division."""
    dao: Actor
    """Director of the works division."""
    ek: Actor
    """Officer in the works division."""
    fah: Actor
    """Registry clerk of the finance division: knows nothing of the works division."""
    gaew: Actor
    """Secret registrar of the central registry, cleared for ลับมาก."""
    hong: Actor
    """Administrator of อบจ.: sets up people, reads nothing."""
    in_: Actor
    """Auditor of อบจ."""
    jan: Actor
    """Central registry clerk of the province, the other agency."""
    kan: Actor
    """Director at the province."""


def make_province() -> Province:
    """Build the cast through the services."""
    pao = make_agency(
        "องค์การบริหารส่วนจังหวัดภูเก็ต",
        short_name="อบจ.ภูเก็ต",
        code="ภก 51001",
        saraban_email="saraban@phuket-pao.example",
        address="ถนนนริศร อำเภอเมืองภูเก็ต จังหวัดภูเก็ต 83000",
        telephone="0 7621 0000",
    )
    centre = make_office(
        pao, "สำนักปลัดองค์การบริหารส่วนจังหวัด", short_name="สำนักปลัด", is_central_registry=True
    )
    works = make_office(pao, "กองช่าง", code="ภก 51005")
    finance = make_office(pao, "กองคลัง", code="ภก 51004")
    province = make_agency("จังหวัดภูเก็ต", code="ภก 0017")
    governor_office = make_office(
        province, "สำนักงานจังหวัดภูเก็ต", code="ภก 0017.2", is_central_registry=True
    )
    clerk, chief = Role.REGISTRY_CLERK, Role.DIRECTOR
    return Province(
        pao=pao,
        centre=centre,
        works=works,
        finance=finance,
        province=province,
        governor_office=governor_office,
        anong=make_officer(centre, "anong", "นางสาวอนงค์ ใจดี", Role.CENTRAL_REGISTRY_CLERK),
        boon=make_officer(
            pao, "boon", "นายบุญมา ศรีถลาง", chief, Secrecy.SECRET, "นายกองค์การบริหารส่วนจังหวัดภูเก็ต"
        ),
        chai=make_officer(works, "chai", "นายชัย คงสวัสดิ์", clerk),
        dao=make_officer(works, "dao", "นางดาว รักษ์ทะเล", chief, title="ผู้อำนวยการกองช่าง"),
        ek=make_officer(works, "ek", "นายเอก พิทักษ์ถิ่น"),
        fah=make_officer(finance, "fah", "นางสาวฟ้า ณ ถลาง", clerk),
        gaew=make_officer(centre, "gaew", "นางแก้ว มั่นคง", Role.SECRET_REGISTRAR, Secrecy.SECRET),
        hong=make_officer(pao, "hong", "นายหงส์ ดูแล", Role.ADMINISTRATOR, Secrecy.SECRET),
        in_=make_officer(pao, "in", "นายอินทร์ ตรวจการ", Role.AUDITOR),
        jan=make_officer(governor_office, "jan", "นางสาวจันทร์ แสงทอง", Role.CENTRAL_REGISTRY_CLERK),
        kan=make_officer(governor_office, "kan", "นายกานต์ วิชัยดิษฐ", chief),
    )
