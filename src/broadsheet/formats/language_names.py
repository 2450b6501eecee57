"""Names of languages, as agencies write them where a tag should stand: in English, and as those
who speak them do."""

from __future__ import annotations

import re
from unicodedata import combining, normalize

_NAMES = """
    af: Afrikaans
    sq: Albanian, Shqip
    am: Amharic, አማርኛ
    ar: Arabic, العربية, عربي, Arabe
    hy: Armenian, Հայերեն
    az: Azerbaijani, Azeri, Azərbaycanca, Azərbaycan dili
    eu: Basque, Euskara, Euskera
    be: Belarusian, Belarussian, Беларуская
    bn: Bengali, Bangla, বাংলা
    bs: Bosnian, Bosanski
    bg: Bulgarian, Български
    my: Burmese, မြန်မာ
    ca: Catalan, Català
    zh: Chinese, Mandarin, 中文, 汉语, 漢語, 华语, 華語, Chinois, Chinesisch
    zh-Hans: Simplified Chinese, Chinese Simplified, 简体中文, 簡體中文, 中文简体
    zh-Hant: Traditional Chinese, Chinese Traditional, 繁體中文, 繁体中文, 中文繁體
    yue: Cantonese, 粵語, 粤语
    hr: Croatian, Hrvatski
    cs: Czech, Čeština, Česky
    da: Danish, Dansk
    nl: Dutch, Flemish, Nederlands, Vlaams
    en: English, Anglais, Englisch, Inglés, Inglese, Inglês
    et: Estonian, Eesti, Eesti keel
    fo: Faroese, Føroyskt
    fil: Filipino
    fi: Finnish, Suomi
    fr: French, Français, Französisch, Francés, Francese, Francês
    gl: Galician, Galego
    ka: Georgian, ქართული
    de: German, Deutsch, Allemand, Alemán, Tedesco, Alemão
    el: Greek, Modern Greek, Ελληνικά
    kl: Greenlandic, Kalaallisut
    gu: Gujarati, ગુજરાતી
    ha: Hausa
    he: Hebrew, עברית
    hi: Hindi, हिन्दी, हिंदी
    hu: Hungarian, Magyar
    is: Icelandic, Íslenska
    id: Indonesian, Bahasa Indonesia
    ga: Irish, Gaeilge
    it: Italian, Italiano, Italien, Italienisch
    ja: Japanese, 日本語, Japonais, Japanisch
    kn: Kannada, ಕನ್ನಡ
    kk: Kazakh, Қазақша, Қазақ тілі
    km: Khmer, Cambodian, ខ្មែរ
    ko: Korean, 한국어, 조선말
    ku: Kurdish, Kurdî
    ckb: Central Kurdish, Sorani, کوردی
    ky: Kyrgyz, Кыргызча
    lo: Laotian, ລາວ
    lv: Latvian, Latviešu
    lt: Lithuanian, Lietuvių
    lb: Luxembourgish, Lëtzebuergesch
    mk: Macedonian, Македонски
    ms: Malay, Bahasa Melayu, Bahasa Malaysia
    ml: Malayalam, മലയാളം
    mt: Maltese, Malti
    mr: Marathi, मराठी
    mn: Mongolian, Монгол
    ne: Nepali, नेपाली
    no: Norwegian, Norsk
    nb: Norwegian Bokmål, Bokmål, Norsk bokmål
    nn: Norwegian Nynorsk, Nynorsk, Norsk nynorsk
    ps: Pashto, پښتو
    fa: Persian, Farsi, فارسی
    pl: Polish, Polski
    pt: Portuguese, Português, Portugais, Portugiesisch, Portugués
    pt-BR: Brazilian Portuguese, Português do Brasil, Português brasileiro
    pa: Punjabi, Panjabi, ਪੰਜਾਬੀ
    ro: Romanian, Moldovan, Română
    rm: Romansh, Rumantsch
    ru: Russian, Русский, Russe, Russisch, Ruso, Russo
    se: Northern Sami, Davvisámegiella
    sr: Serbian, Srpski, Српски
    si: Sinhala, Sinhalese, සිංහල
    sk: Slovak, Slovenčina, Slovensky
    sl: Slovenian, Slovene, Slovenščina
    so: Somali, Soomaali
    es: Spanish, Castilian, Español, Castellano, Espagnol, Spanisch, Spagnolo, Espanhol
    sw: Swahili, Kiswahili
    sv: Swedish, Svenska
    gsw: Swiss German, Schwyzerdütsch
    tl: Tagalog
    tg: Tajik, Тоҷикӣ
    ta: Tamil, தமிழ்
    te: Telugu, తెలుగు
    th: Thai, ไทย, ภาษาไทย
    tr: Turkish, Türkçe
    tk: Turkmen, Türkmençe
    uk: Ukrainian, Українська
    ur: Urdu, اردو
    uz: Uzbek, Oʻzbekcha, O'zbek
    vi: Vietnamese, Tiếng Việt
    cy: Welsh, Cymraeg
    yi: Yiddish, ייִדיש
    yo: Yoruba
    zu: Zulu, isiZulu
"""
_PUNCTUATION = re.compile(r"[\W_]+")


def language_named(name: str) -> str | None:
    """The tag of the language called ``name``, whatever its case and accents; what stands behind
    it in brackets or after a comma or semicolon (``English (UK)``, ``Spanish; Castilian``) may
    say how it is written, and else counts for nothing. None if it is not known."""
    whole = _key(name)
    return TAGS.get(whole) or TAGS.get(_key(re.split(r"[(\[,;/]", name, maxsplit=1)[0]))


def _key(name: str) -> str:
    bare = "".join(char for char in normalize("NFKD", name.casefold()) if not combining(char))
    return _PUNCTUATION.sub(" ", bare).strip()


#: Tags by name, folded as `language_named` looks them up.
TAGS = {
    _key(name): tag
    for tag, names in (line.strip().split(":") for line in _NAMES.strip().split("\n"))
    for name in names.split(",")
}
