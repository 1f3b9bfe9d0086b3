"""Figures: what operators count. Whoever counts something keeps it in this registry; config/figures.py hands it out.

Names begin with `duken_`; labels have few values and nothing personal.
"""

from prometheus_client import CollectorRegistry

FIGURES = CollectorRegistry()
