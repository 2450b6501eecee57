"""Aliases of the schemes in IPTC's catalogue for the G2 standards, and the URIs they stand for.

As of version 41 of that catalogue, and every alias that an earlier version had. A table of facts,
kept by hand: nothing is fetched.
"""

from __future__ import annotations

NEWSCODES = "http://cv.iptc.org/newscodes/"
_EXTERNAL = "http://cvx.iptc.org/"

# "alias" or "alias=name": the URI is NEWSCODES, the name and a solidus.
_NEWSCODES = """
    altidrole authoritystatus dimensionunit dummy genre hashscope hashtype hopaction ikos
    rcalctype riaspect riscope role1 rscaleunit timeunit tone trustindicator acdc=audiocodec
    aoprop=aoproperty app=application aspfacet=asportfacet aspfacetvalue=asportfacetvalue
    catinat=catinature chprop=characteristicsproperty cinat=cinature ciprol=contactinfopartrole
    colin=colourindicator colsp=colorspace conf=confidence cpnat=cpnature
    cpprole=contentprodpartyrole cptdefrole=conceptdefinitionrole cptnoterole=conceptnoterole
    crel=conceptrelation ctech=commtech ctrol=contributorrole cwarn=contentwarning
    digsrctype=digitalsourcetype drol=descriptionrole ecirol=eventcontactinforole
    edconf=eventdateconfirm ednoterole=ednoterole encd=encoding entityprop=entityproperty
    eocstat=eventoccurstatus eorol=eventorganiserrole eprol=eventparticipantrole
    eregrol=eventregrole erol=edrole fisymtype=financialinstrumentsymboltype frmt=format
    gen=generic hatarget=hopactiontarget howextr=howextracted howpr=howpresent
    imgregrole=imageregionrole imgregtype=imageregiontype impt=importance irel=itemrelation
    irep=itemrepresentation isrol=infosourcerole ivqu=videoqualifier lbtyp=labeltype
    loctyp=location loutorient=layoutorientation lrol=languagerole medtop=mediatopic
    medtype=mediatype1 mtyp=mediatype ncostat=newscoveragestatus ninat=ninature nityp=newsitemtype
    nmsig=newsmsgsignal not=notation nprod=newsproduct nprov=newsprovider nprt=namepart
    nrol=namerole oito=ofinterestto pgrmod=pkggroupmode plinat=plinature prio=priority
    prodgenre=productgenre prop=property prov=provider pst1=status1 rel=relevance
    rightsprop=rightsproperty rnd=rendition rtype=ratertype scn=scene sev=severity sig=signal
    sov=videoscaling squ=subjectqualifier stat=pubstatusg2 subj=subjectcode tpctyp=topictype
    urgy=urgency useracttype=useractiontype valfmt=valueformat vcdc=videocodec
    videodef=videodefinition why=whypresent wldreg=worldregion
"""
# Declared without the solidus.
_WITHOUT_SOLIDUS = frozenset(("cptdefrole", "ednoterole"))
# As above, below _EXTERNAL.
_OTHERS_KEPT_BY_IPTC = """
    a1312cat=anpa1312-category a1312prio=anpa1312-priority a1312svc=anpa1312-servicelevel
    a1312vers=anpa1312-version bcp47 cusip figi gics googletopicsv1 googletopicsv2 iabadproduct10
    iabadproduct20 iabaudience10 iabcontent20 iabcontent21 iabcontent22 iabcontent30 isin
    iso3166-1a2 iso3166-1a3 iso3166-2 iso4217a iso4217n mic=iso10383-mic parasport secst sedol
    ticker tidm
"""


def _table() -> dict[str, str]:
    table = {}
    for root, words in ((NEWSCODES, _NEWSCODES), (_EXTERNAL, _OTHERS_KEPT_BY_IPTC)):
        for word in words.split():
            alias, _, name = word.partition("=")
            end = "" if alias in _WITHOUT_SOLIDUS else "/"
            table[alias] = f"{root}{name or alias}{end}"
    return table


#: Alias to the URI of the scheme; a code is put behind it as it is (NewsML-G2 2.35, QCodes).
SCHEMES: dict[str, str] = _table() | {
    "dbpedia": "http://dbpedia.org/resource/",
    "freebase": "http://www.freebase.com",
    "geonames": "http://sws.geonames.org/",
    "geonameshttps": "https://sws.geonames.org/",
    "mb-artist": "http://musicbrainz.org/artist/",
    "mb-label": "http://musicbrainz.org/label/",
    "mb-recording": "http://musicbrainz.org/recording/",
    "mb-release": "http://musicbrainz.org/release/",
    "mb-releasegroup": "http://musicbrainz.org/release-group/",
    "mb-work": "http://musicbrainz.org/work/",
    "plus": "http://ns.useplus.org/ldf/vocab/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "wikidata": "http://www.wikidata.org/entity/",
}
