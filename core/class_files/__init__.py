"""Class files (`.terraclass`): a class with its prototypes and pictures, as one file for a colleague.

What is loaded lies in the user's folder under its key (`home`); a run names it by that key (`ClassSpec.file`).
"""
