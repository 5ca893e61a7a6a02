"""Words in other scripts, marked with the language that espeak-ng is to read them in.

Without that it reads "колено" to an English-speaking person letter by letter, and of "膝" it
says only that it is Chinese.
"""

from __future__ import annotations

import re
import unicodedata

LANGUAGES = {
    "CYRILLIC": "ru",
    "GREEK": "el",
    "ARABIC": "ar",
    "HEBREW": "he",
    "DEVANAGARI": "hi",
    "BENGALI": "bn",
    "TAMIL": "ta",
    "TELUGU": "te",
    "GEORGIAN": "ka",
    "ARMENIAN": "hy",
    "HANGUL": "ko",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "CJK": "cmn",
}
"""The language that most of what is written in a script is in, by the first word of the names of
its characters in Unicode."""

_FOREIGN = re.compile(r"[^\x00-\u024f]+(?:[ .,'-]+[^\x00-\u024f]+)*")
"""Words that are not in the Latin script."""


def marked(text: str) -> str:
    """A text as SSML, each stretch of it in another script with its language.

    Args:
        text: What ``speakable`` leaves, in which nothing has a meaning in SSML.
    """
    return _FOREIGN.sub(_mark, text)


def _mark(match: re.Match[str]) -> str:
    language = _language(match.group())
    return f'<voice xml:lang="{language}">{match.group()}</voice>' if language else match.group()


def _language(words: str) -> str:
    found = [LANGUAGES.get(re.split("[ -]", unicodedata.name(each, ""))[0]) for each in words]
    # Japanese is written with Chinese characters as well; Chinese, never with kana.
    return "ja" if "ja" in found else next(filter(None, found), "")
