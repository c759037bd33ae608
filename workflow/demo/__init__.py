"""The demo: จังหวัดภูเก็ต and อบจ.ภูเก็ต with invented people and letters, to try the product on."""

from workflow.demo.building import Built, build
from workflow.demo.people import PASSWORD, who_can_sign_in

__all__ = ["PASSWORD", "Built", "build", "who_can_sign_in"]
