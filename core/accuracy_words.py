"""The words of an accuracy report, which QGIS hands over in its own language."""

TITLE = "How accurate is this map?"
OVERALL = "Overall accuracy is {value} ± {half}."
STOP = "You may stop: overall accuracy is {value} ± {half}."
GO_ON = "Overall accuracy is {value} ± {half} so far; more points would make it surer."
JUDGED = "{judged} of {drawn} points were judged."
MAP = "The map and its points"
RIGHT = "Map and judgement agree"
WRONG = "Map and judgement differ"
OPEN = "Not judged yet"
MATRIX = "Error matrix, points"
SHARES = "Error matrix, shares of the area"
ROWS = "Rows: what the map says. Columns: what was judged."
BY_CLASS = "Accuracy and area by class"
CLASS = "Class of the map"
TOTAL = "All together"
USERS = "User's accuracy"
PRODUCERS = "Producer's accuracy"
MAPPED = "Area on the map"
AREA = "Estimated area"
HOW = "How it was made"
DRAWN = (
    "Points were drawn at random within each class of the map (seed {seed}, {allocation}) and judged without seeing "
    "its class."
)
METHOD = (
    "Estimates and their 95 % confidence intervals are those of Olofsson et al. 2014, Good practices for estimating "
    "area and assessing accuracy of land change, Remote Sensing of Environment 148, 42-57, equations 1 to 11."
)
MEANING = (
    "User's accuracy: how much of what the map calls by a name is that. Producer's accuracy: how much of what is "
    "that the map has found. The estimated area is corrected by the errors that were found."
)
UNSURE = "A class without an error in few points has an interval of no width: judge more points before you rely on it."
CHANGED = (
    "The map has changed since its points were drawn: the report is about the map as it was then. Draw a new sample "
    "for the map as it is."
)

WORDS = (
    TITLE,
    OVERALL,
    STOP,
    GO_ON,
    JUDGED,
    MAP,
    RIGHT,
    WRONG,
    OPEN,
    MATRIX,
    SHARES,
    ROWS,
    BY_CLASS,
    CLASS,
    TOTAL,
    USERS,
    PRODUCERS,
    MAPPED,
    AREA,
    HOW,
    DRAWN,
    METHOD,
    MEANING,
    UNSURE,
    CHANGED,
)
