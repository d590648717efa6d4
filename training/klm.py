"""What actions take: the keystroke-level model, and how large things are on the screen."""

# Card, Moran and Newell, CACM 23(7), 1980, https://doi.org/10.1145/358886.358895, table I;
# B is of Kieras, Using the Keystroke-Level Model to Estimate Execution Times, 1993. Seconds.
KEY = 0.28  # K: an average typist who is no secretary, 40 words a minute; a notch of the wheel is taken for as much
POINT = 1.10  # P: the mouse to a target
BUTTON = 0.10  # B: pressed or released
HAND = 0.40  # H: from the keys to the mouse, or back
MIND = 1.35  # M: to decide; the computer's answer (at most 0.5 s) comes within it
SEGMENT, CENTIMETRE = 0.90, 0.16  # D: a line drawn, for each straight piece and each centimetre on the screen
CM_A_PIXEL = 0.1  # on the screen, of a working pixel
PX_A_PIXEL = CM_A_PIXEL * 96 / 2.54  # pixels of a screen of 96 dots an inch, of a working pixel
CLICK = POINT + 2 * BUTTON
CLICKS_IN_QGIS = 5  # to give one polygon another class, as counted on the product: tool, polygon, field, class, OK
