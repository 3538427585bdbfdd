/*
 * languages.c: the language codes that are told from other tags.
 *
 * Languages stand among all other tags of a model, unmarked, so a code counts
 * only if it is listed here: all of ISO 639-1 with its withdrawn codes, and
 * those three-letter codes that models are labelled with. Left out are codes
 * that are rather something else as a tag (art, moe, mms, opt, phi, sea, vit).
 */
#include <string.h>

#include "fetch/hub/languages.h"

/* Words of equal length in order, one blank between them. */
static const char two_letters[] =
	"aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca "
	"ce ch co cr cs cu cv cy da de dv dz ee el en eo es et eu fa ff fi fj "
	"fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii "
	"ik io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv "
	"kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na "
	"nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn "
	"ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta "
	"te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh "
	"yi yo za zh zu";

static const char three_letters[] =
	"ace acm acq ady aeb afb ain ajp aka aln als amh ang anp apc apd arb "
	"arc arg ary arz asm ast ava avk awa ayr azb aze azj bak bal bam ban "
	"bbc bcl bel bem ben bho bik bis bjn bod bos bpy bre brx bua bul "
	"bxr cak cat cbk cdo ceb ces che chr chv ckb cmn cnh cor cos crh csb "
	"cym dan deu dik diq dsb dtp dty dyu dzo ell eml eng epo est eus ewe "
	"fao fas fij fil fin fon fra frp frr fry fur fuv gag gan gaz gcf gla "
	"gle glg glk glv gom grc grn gsw guj guw hak hat hau haw heb hif hil "
	"hin hne hrv hsb hun hye hyw iba ibo ido ilo ina ind isl ita jam jav "
	"jbo jpn kaa kab kac kal kan kas kat kaz kbd kbp kea khk khm kik kin "
	"kir kmb kmr knc koi kok kom kon kor kpv krc krl ksh kum kur lad lao "
	"lat lav lbe lez lfn lij lim lin lit liv lld lmo ltg ltz lua lug luo "
	"lus lvs lzh mad mag mah mai mal mar mdf mhr min mkd mlg mlt mni mnw "
	"mon mos mri mrj msa mwl mya myv mzn nah nan nap nav nde nds nep new "
	"nia nld nno nob nor nov npi nqo nrm nso nus nya oci olo ori orm ory "
	"oss pag pam pan pap pbt pcd pcm pdc pes pfl pih plt pms pnb pnt pol "
	"por prs pus que quy quz rmy roh ron rue rup rus sag sah san sat "
	"scn sco sgs shi shn slk slv sma sme smj smn smo sms sna snd som "
	"sot spa sqi srd srn srp ssw stq swa swe swh szl tah tam taq tat "
	"tcy tel tet tgk tgl tha tir tpi tsn tso tuk tum tur twi tyv tzm udm "
	"uig ukr umb urd uzb uzn vec vep vie vls vol vro war wln wol wuu xal "
	"xho xmf ydd yid yor yue zea zgh zha zho zsm zul zza";

#define TWO_LETTERS ((int) sizeof(two_letters) / 3)
#define THREE_LETTERS ((int) sizeof(three_letters) / 4)

_Static_assert(TWO_LETTERS + THREE_LETTERS + 2 <= LANGUAGES, "LANGUAGES is too small");

/*
 * position_of returns where text stands among words of len letters, -1:
 * nowhere.
 */
static int
position_of(const char *words, int nwords, const char *text, size_t len)
{
	int low = 0;
	int high = nwords;

	while (low < high)
	{
		int middle = (low + high) / 2;
		int order = memcmp(text, words + middle * (len + 1), len);

		if (order == 0)
			return middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return -1;
}

/*
 * language_number returns a number below LANGUAGES, another one for each
 * language, if text, of len bytes, is an ISO 639 code in lower case that
 * models are labelled with, or 'code' or 'multilingual'; else -1.
 */
int
language_number(const char *text, size_t len)
{
	int position;

	if (len == 2)
		return position_of(two_letters, TWO_LETTERS, text, len);
	if (len == 3)
	{
		position = position_of(three_letters, THREE_LETTERS, text, len);
		return position < 0 ? -1 : TWO_LETTERS + position;
	}
	if (len == 4 && memcmp(text, "code", 4) == 0)
		return TWO_LETTERS + THREE_LETTERS;
	if (len == 12 && memcmp(text, "multilingual", 12) == 0)
		return TWO_LETTERS + THREE_LETTERS + 1;
	return -1;
}
