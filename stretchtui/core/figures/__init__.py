"""Figures: joints, bodies, and how they are drawn."""
