-- Languages that have no name by hand in data-languages.sql, made by
-- src/packaging/languages.js of iso-codes 4.15.0.

CREATE TABLE llmeco.language_codes (
    code text PRIMARY KEY,
    language text NOT NULL,
    name_en text NOT NULL,
    name_zh text
);
COMMENT ON TABLE llmeco.language_codes IS 'One row per language code (key: code): the storage of llmeco.languages, which is what to read. The extension''s own: rows come with it, and are not dumped.';
COMMENT ON COLUMN llmeco.language_codes.code IS 'The code as models have it.';
COMMENT ON COLUMN llmeco.language_codes.language IS 'The code that stands for the same language in rankings.';
COMMENT ON COLUMN llmeco.language_codes.name_en IS 'Name in English.';
COMMENT ON COLUMN llmeco.language_codes.name_zh IS 'Name in Chinese; NULL: none known.';

-- A line has a code, the code that stands for the language, and its name.
INSERT INTO llmeco.language_codes (code, language, name_en)
SELECT pg_catalog.substr(l.line, 1, 3), pg_catalog.rtrim(pg_catalog.substr(l.line, 5, 3)), pg_catalog.substr(l.line, 9)
  FROM pg_catalog.unnest(pg_catalog.string_to_array(
'aaa aaa Ghotuo
aab aab Alumu-Tesu
aac aac Ari
aad aad Amal
aae aae Arbereshe Albanian
aaf aaf Aranadan
aag aag Ambrak
aah aah Abu'' Arapesh
aai aai Arifama-Miniafia
aak aak Ankave
aal aal Afade
aan aan Anambe
aao aao Algerian Saharan Arabic
aap aap Para Arara
aaq aaq Eastern Abnaki
aar aa  Afar
aas aas Aasax
aat aat Arvanitika Albanian
aau aau Abau
aav aav Austro-Asiatic languages
aaw aaw Solong
aax aax Mandobo Atas
aaz aaz Amarasi
aba aba Abe
abb abb Bankon
abc abc Ambala Ayta
abd abd Manide
abe abe Western Abnaki
abf abf Abai Sungai
abg abg Abaga
abh abh Tajiki Arabic
abi abi Abidji
abj abj Aka-Bea
abk ab  Abkhazian
abl abl Lampung Nyo
abm abm Abanyom
abn abn Abua
abo abo Abon
abp abp Abellen Ayta
abq abq Abaza
abr abr Abron
abs abs Ambonese Malay
abt abt Ambulas
abu abu Abure
abv abv Baharna Arabic
abw abw Pal
abx abx Inabaknon
aby aby Aneme Wake
abz abz Abui
aca aca Achagua
acb acb Anca
acd acd Gikyode
acf acf Saint Lucian Creole French
ach ach Acoli
aci aci Aka-Cari
ack ack Aka-Kora
acl acl Akar-Bale
acn acn Achang
acp acp Eastern Acipa
acr acr Achi
acs acs Acroa
act act Achterhoeks
acu acu Achuar-Shiwiar
acv acv Achumawi
acw acw Hijazi Arabic
acx acx Omani Arabic
acy acy Cypriot Arabic
acz acz Acheron
ada ada Adangme
adb adb Atauran
add add Lidzonka
ade ade Adele
adf adf Dhofari Arabic
adg adg Andegerebinha
adh adh Adhola
adi adi Adi
adj adj Adioukrou
adl adl Galo
adn adn Adang
ado ado Abu
adq adq Adangbe
adr adr Adonara
ads ads Adamorobe Sign Language
adt adt Adnyamathanha
adu adu Aduge
adw adw Amundava
adx adx Amdo Tibetan
adz adz Adzera
aea aea Areba
aec aec Saidi Arabic
aed aed Argentine Sign Language
aee aee Northeast Pashai
aek aek Haeke
ael ael Ambele
aem aem Arem
aen aen Armenian Sign Language
aeq aeq Aer
aer aer Eastern Arrernte
aes aes Alsea
aeu aeu Akeu
aew aew Ambakich
aey aey Amele
aez aez Aeka
afa afa Afro-Asiatic languages
afd afd Andai
afe afe Putukwam
afg afg Afghan Sign Language
afh afh Afrihili
afi afi Akrukay
afk afk Nanubae
afn afn Defaka
afo afo Eloyi
afp afp Tapei
afr af  Afrikaans
afs afs Afro-Seminole Creole
aft aft Afitti
afu afu Awutu
afz afz Obokuitai
aga aga Aguano
agb agb Legbo
agc agc Agatu
agd agd Agarabi
age age Angal
agf agf Arguni
agg agg Angor
agh agh Ngelima
agi agi Agariya
agj agj Argobba
agk agk Isarog Agta
agl agl Fembe
agm agm Angaataha
agn agn Agutaynen
ago ago Tainae
agq agq Aghem
agr agr Aguaruna
ags ags Esimbi
agt agt Central Cagayan Agta
agu agu Aguacateco
agv agv Remontado Dumagat
agw agw Kahua
agx agx Aghul
agy agy Southern Alta
agz agz Mt. Iriga Agta
aha aha Ahanta
ahb ahb Axamb
ahg ahg Qimant
ahh ahh Aghu
ahi ahi Tiagbamrin Aizi
ahk ahk Akha
ahl ahl Igo
ahm ahm Mobumrin Aizi
ahn ahn Ahan
aho aho Ahom
ahp ahp Aproumu Aizi
ahr ahr Ahirani
ahs ahs Ashe
aht aht Ahtena
aia aia Arosi
aib aib Ainu (China)
aic aic Ainbai
aid aid Alngith
aie aie Amara
aif aif Agi
aig aig Antigua and Barbuda Creole English
aih aih Ai-Cham
aii aii Assyrian Neo-Aramaic
aij aij Lishanid Noshan
aik aik Ake
ail ail Aimele
aim aim Aimol
aio aio Aiton
aip aip Burumakok
aiq aiq Aimaq
air air Airoran
ait ait Arikem
aiw aiw Aari
aix aix Aighon
aiy aiy Ali
aja aja Aja (South Sudan)
ajg ajg Aja (Benin)
aji aji Ajie
ajn ajn Andajin
ajs ajs Algerian Jewish Sign Language
aju aju Judeo-Moroccan Arabic
ajw ajw Ajawa
ajz ajz Amri Karbi
akb akb Batak Angkola
akc akc Mpur
akd akd Ukpet-Ehom
ake ake Akawaio
akf akf Akpa
akg akg Anakalangu
akh akh Angal Heneng
aki aki Aiome
akj akj Aka-Jeru
akk akk Akkadian
akl akl Aklanon
akm akm Aka-Bo
ako ako Akurio
akp akp Siwu
akq akq Ak
akr akr Araki
aks aks Akaselem
akt akt Akolet
aku aku Akum
akv akv Akhvakh
akw akw Akwa
akx akx Aka-Kede
aky aky Aka-Kol
akz akz Alabama
ala ala Alago
alb sq  Albanian
alc alc Qawasqar
ald ald Alladian
ale ale Aleut
alf alf Alege
alg alg Algonquian languages
alh alh Alawa
ali ali Amaimon
alj alj Alangan
alk alk Alak
all all Allar
alm alm Amblong
alo alo Larike-Wakasihu
alp alp Alune
alq alq Algonquin
alr alr Alutor
alt alt Southern Altai
alu alu ''Are''are
alv alv Atlantic-Congo languages
alw alw Alaba-K''abeena
alx alx Amol
aly aly Alyawarr
alz alz Alur
ama ama Amanaye
amb amb Ambo
amc amc Amahuaca
ame ame Yanesha''
amf amf Hamer-Banna
amg amg Amurdak
ami ami Amis
amj amj Amdang
amk amk Ambai
aml aml War-Jaintia
amm amm Ama (Papua New Guinea)
amn amn Amanab
amo amo Amo
amp amp Alamblak
amq amq Amahai
amr amr Amarakaeri
ams ams Southern Amami-Oshima
amt amt Amto
amu amu Guerrero Amuzgo
amv amv Ambelau
amw amw Western Neo-Aramaic
amx amx Anmatyerre
amy amy Ami
amz amz Atampaya
ana ana Andaqui
anb anb Andoa
anc anc Ngas
and and Ansus
ane ane Xaracuu
anf anf Animere
anh anh Nend
ani ani Andi
anj anj Anor
ank ank Goemai
anl anl Anu-Hkongso Chin
anm anm Anal
ann ann Obolo
ano ano Andoque
anq anq Jarawa (India)
anr anr Andh
ans ans Anserma
ant ant Antakarinya
anu anu Anuak
anv anv Denya
anw anw Anaang
anx anx Andra-Hus
any any Anyin
anz anz Anem
aoa aoa Angolar
aob aob Abom
aoc aoc Pemon
aod aod Andarum
aoe aoe Angal Enen
aof aof Bragat
aog aog Angoram
aoi aoi Anindilyakwa
aoj aoj Mufian
aok aok Arho
aol aol Alor
aom aom Omie
aon aon Bumbita Arapesh
aor aor Aore
aos aos Taikat
aot aot Atong (India)
aou aou A''ou
aox aox Atorada
aoz aoz Uab Meto
apa apa Apache languages
apb apb Sa''a
ape ape Bukiyip
apf apf Pahanan Agta
apg apg Ampanang
aph aph Athpariya
api api Apiaka
apj apj Jicarilla Apache
apk apk Kiowa Apache
apl apl Lipan Apache
apm apm Mescalero-Chiricahua Apache
apn apn Apinaye
apo apo Ambul
app app Apma
apq apq A-Pucikwar
apr apr Arop-Lokep
aps aps Arop-Sissano
apt apt Apatani
apu apu Apurina
apv apv Alapmunte
apw apw Western Apache
apx apx Aputai
apy apy Apalai
apz apz Safeyoka
aqa aqa Alacalufan languages
aqc aqc Archi
aqd aqd Ampari Dogon
aqg aqg Arigidi
aqk aqk Aninka
aql aql Algic languages
aqm aqm Atohwaim
aqn aqn Northern Alta
aqp aqp Atakapa
aqr aqr Arha
aqt aqt Angaite
aqz aqz Akuntsu
ara ar  Arabic
ard ard Arabana
are are Western Arrarnta
arh arh Arhuaco
ari ari Arikara
arj arj Arapaso
ark ark Arikapu
arl arl Arabela
arm hy  Armenian
arn arn Mapudungun
aro aro Araona
arp arp Arapaho
arq arq Algerian Arabic
arr arr Karo (Brazil)
ars ars Najdi Arabic
art art Artificial languages
aru aru Arua (Amazonas State)
arv arv Arbore
arw arw Arawak
arx arx Arua (Rodonia State)
asa asa Asu (Tanzania)
asb asb Assiniboine
asc asc Casuarina Coast Asmat
ase ase American Sign Language
asf asf Auslan
asg asg Cishingini
ash ash Abishira
asi asi Buruwai
asj asj Sari
ask ask Ashkun
asl asl Asilulu
asn asn Xingu Asurini
aso aso Dano
asp asp Algerian Sign Language
asq asq Austrian Sign Language
asr asr Asuri
ass ass Ipulo
asu asu Tocantins Asurini
asv asv Asoa
asw asw Australian Aborigines Sign Language
asx asx Muratayak
asy asy Yaosakor Asmat
asz asz As
ata ata Pele-Ata
atb atb Zaiwa
atc atc Atsahuaca
atd atd Ata Manobo
ate ate Atemble
atg atg Ivbie North-Okpela-Arhe
ath ath Athapascan languages
ati ati Attie
atj atj Atikamekw
atk atk Ati
atl atl Mt. Iraya Agta
atm atm Ata
atn atn Ashtiani
ato ato Atong (Cameroon)
atp atp Pudtol Atta
atq atq Aralle-Tabulahan
atr atr Waimiri-Atroari
ats ats Gros Ventre
att att Pamplona Atta
atu atu Reel
atv atv Northern Altai
atw atw Atsugewi
atx atx Arutani
aty aty Aneityum
atz atz Arta
aua aua Asumboa
aub aub Alugu
auc auc Waorani
aud aud Anuta
auf auf Arauan languages
aug aug Aguna
auh auh Aushi
aui aui Anuki
auj auj Awjilah
auk auk Heyo
aul aul Aulua
aum aum Asu (Nigeria)
aun aun Molmo One
auo auo Auyokawa
aup aup Makayam
auq auq Anus
aur aur Aruek
aus aus Australian languages
aut aut Austral
auu auu Auye
auw auw Awyi
aux aux Aura
auy auy Awiyaana
auz auz Uzbeki Arabic
avb avb Avau
avd avd Alviri-Vidari
ave ae  Avestan
avi avi Avikam
avl avl Eastern Egyptian Bedawi Arabic
avm avm Angkamuthi
avn avn Avatime
avo avo Agavotaguerra
avs avs Aushiri
avt avt Au
avu avu Avokaya
avv avv Ava-Canoeiro
awb awb Awa (Papua New Guinea)
awc awc Cicipu
awd awd Arawakan languages
awe awe Aweti
awg awg Anguthimri
awh awh Awbono
awi awi Aekyom
awk awk Awabakal
awm awm Arawum
awn awn Awngi
awo awo Awak
awr awr Awera
aws aws South Awyu
awt awt Arawete
awu awu Central Awyu
awv awv Jair Awyu
aww aww Awun
awx awx Awara
awy awy Edera Awyu
axb axb Abipon
axe axe Ayerrerenge
axg axg Mato Grosso Arara
axk axk Yaka (Central African Republic)
axl axl Lower Southern Aranda
axm axm Middle Armenian
axx axx Xaragure
aya aya Awar
ayb ayb Ayizo Gbe
ayc ayc Southern Aymara
ayd ayd Ayabadhu
aye aye Ayere
ayg ayg Ginyanga
ayh ayh Hadrami Arabic
ayi ayi Leyigha
ayk ayk Akuku
ayl ayl Libyan Arabic
aym ay  Aymara
ayn ayn Sanaani Arabic
ayo ayo Ayoreo
ayp ayp North Mesopotamian Arabic
ayq ayq Ayi (Papua New Guinea)
ays ays Sorsogon Ayta
ayt ayt Magbukun Ayta
ayu ayu Ayu
ayz ayz Mai Brat
aza aza Azha
azc azc Uto-Aztecan languages
azd azd Eastern Durango Nahuatl
azg azg San Pedro Amuzgos Amuzgo
azm azm Ipalapa Amuzgo
azn azn Western Durango Nahuatl
azo azo Awing
azt azt Faire Atta
azz azz Highland Puebla Nahuatl
baa baa Babatana
bab bab Bainouk-Gunyuno
bac bac Badui
bad bad Banda languages
bae bae Bare
baf baf Nubaca
bag bag Tuki
bah bah Bahamas Creole English
bai bai Bamileke languages
baj baj Barakai
bao bao Waimaha
bap bap Bantawa
baq eu  Basque
bar bar Bavarian
bas bas Basa (Cameroon)
bat bat Baltic languages
bau bau Bada (Nigeria)
bav bav Vengo
baw baw Bambili-Bambui
bax bax Bamun
bay bay Batuley
bba bba Baatonum
bbb bbb Barai
bbd bbd Bau
bbe bbe Bangba
bbf bbf Baibai
bbg bbg Barama
bbh bbh Bugan
bbi bbi Barombi
bbj bbj Ghomala''
bbk bbk Babanki
bbl bbl Bats
bbm bbm Babango
bbn bbn Uneapa
bbo bbo Northern Bobo Madare
bbp bbp West Central Banda
bbq bbq Bamali
bbr bbr Girawa
bbs bbs Bakpinka
bbt bbt Mburku
bbu bbu Kulung (Nigeria)
bbv bbv Karnai
bbw bbw Baba
bbx bbx Bubia
bby bby Befang
bca bca Central Bai
bcb bcb Bainouk-Samik
bcc bcc Southern Balochi
bcd bcd North Babar
bce bce Bamenyam
bcf bcf Bamu
bcg bcg Baga Pokur
bch bch Bariai
bci bci Baoule
bcj bcj Bardi
bck bck Bunuba
bcm bcm Bannoni
bcn bcn Bali (Nigeria)
bco bco Kaluli
bcp bcp Bali (Democratic Republic of Congo)
bcq bcq Bench
bcr bcr Babine
bcs bcs Kohumono
bct bct Bendi
bcu bcu Awad Bing
bcv bcv Shoo-Minda-Nye
bcw bcw Bana
bcy bcy Bacama
bcz bcz Bainouk-Gunyaamolo
bda bda Bayot
bdb bdb Basap
bdc bdc Embera-Baudo
bdd bdd Bunama
bde bde Bade
bdf bdf Biage
bdg bdg Bonggi
bdh bdh Baka (South Sudan)
bdi bdi Burun
bdj bdj Bai (South Sudan)
bdk bdk Budukh
bdl bdl Indonesian Bajau
bdm bdm Buduma
bdn bdn Baldemu
bdo bdo Morom
bdp bdp Bende
bdq bdq Bahnar
bdr bdr West Coast Bajau
bds bds Burunge
bdt bdt Bokoto
bdu bdu Oroko
bdv bdv Bodo Parja
bdw bdw Baham
bdx bdx Budong-Budong
bdy bdy Bandjalang
bdz bdz Badeshi
bea bea Beaver
beb beb Bebele
bec bec Iceve-Maci
bed bed Bedoanas
bee bee Byangsi
bef bef Benabena
beg beg Belait
beh beh Biali
bei bei Bekati''
bej bej Beja
bek bek Bebeli
beo beo Beami
bep bep Besoa
beq beq Beembe
ber ber Berber languages
bes bes Besme
bet bet Guiberoua Bete
beu beu Blagar
bev bev Daloa Bete
bew bew Betawi
bex bex Jur Modo
bey bey Beli (Papua New Guinea)
bez bez Bena (Tanzania)
bfa bfa Bari
bfb bfb Pauri Bareli
bfc bfc Panyi Bai
bfd bfd Bafut
bfe bfe Betaf
bff bff Bofi
bfg bfg Busang Kayan
bfh bfh Blafe
bfi bfi British Sign Language
bfj bfj Bafanji
bfk bfk Ban Khor Sign Language
bfl bfl Banda-Ndele
bfm bfm Mmen
bfn bfn Bunak
bfo bfo Malba Birifor
bfp bfp Beba
bfq bfq Badaga
bfr bfr Bazigar
bfs bfs Southern Bai
bft bft Balti
bfu bfu Gahri
bfw bfw Bondo
bfx bfx Bantayanon
bfy bfy Bagheli
bfz bfz Mahasu Pahari
bga bga Gwamhi-Wuri
bgb bgb Bobongko
bgc bgc Haryanvi
bgd bgd Rathwi Bareli
bge bge Bauria
bgf bgf Bangandu
bgg bgg Bugun
bgi bgi Giangan
bgj bgj Bangolan
bgk bgk Bit
bgl bgl Bo (Laos)
bgn bgn Western Balochi
bgo bgo Baga Koga
bgp bgp Eastern Balochi
bgq bgq Bagri
bgr bgr Bawm Chin
bgs bgs Tagabawa
bgt bgt Bughotu
bgu bgu Mbongno
bgv bgv Warkay-Bipim
bgw bgw Bhatri
bgx bgx Balkan Gagauz Turkish
bgy bgy Benggoi
bgz bgz Banggai
bha bha Bharia
bhb bhb Bhili
bhc bhc Biga
bhd bhd Bhadrawahi
bhe bhe Bhaya
bhf bhf Odiai
bhg bhg Binandere
bhh bhh Bukharic
bhi bhi Bhilali
bhj bhj Bahing
bhl bhl Bimin
bhm bhm Bathari
bhn bhn Bohtan Neo-Aramaic
bhp bhp Bima
bhq bhq Tukang Besi South
bhr bhr Bara Malagasy
bhs bhs Buwal
bht bht Bhattiyali
bhu bhu Bhunjia
bhv bhv Bahau
bhw bhw Biak
bhx bhx Bhalay
bhy bhy Bhele
bhz bhz Bada (Indonesia)
bia bia Badimaya
bib bib Bissa
bid bid Bidiyo
bie bie Bepour
bif bif Biafada
big big Biangai
bih bh  Bihari languages
bil bil Bile
bim bim Bimoba
bin bin Bini
bio bio Nai
bip bip Bila
biq biq Bipi
bir bir Bisorio
bit bit Berinomo
biu biu Biete
biv biv Southern Birifor
biw biw Kol (Cameroon)
bix bix Bijori
biy biy Birhor
biz biz Baloi
bja bja Budza
bjb bjb Banggarla
bjc bjc Bariji
bje bje Biao-Jiao Mien
bjf bjf Barzani Jewish Neo-Aramaic
bjg bjg Bidyogo
bjh bjh Bahinemo
bji bji Burji
bjj bjj Kanauji
bjk bjk Barok
bjl bjl Bulu (Papua New Guinea)
bjm bjm Bajelani
bjo bjo Mid-Southern Banda
bjp bjp Fanamaket
bjr bjr Binumarien
bjs bjs Bajan
bjt bjt Balanta-Ganja
bju bju Busuu
bjv bjv Bedjond
bjw bjw Bakwe
bjx bjx Banao Itneg
bjy bjy Bayali
bjz bjz Baruga
bka bka Kyak
bkc bkc Baka (Cameroon)
bkd bkd Binukid
bkf bkf Beeke
bkg bkg Buraka
bkh bkh Bakoko
bki bki Baki
bkj bkj Pande
bkk bkk Brokskat
bkl bkl Berik
bkm bkm Kom (Cameroon)
bkn bkn Bukitan
bko bko Kwa''
bkp bkp Boko (Democratic Republic of Congo)
bkq bkq Bakairi
bkr bkr Bakumpai
bks bks Northern Sorsoganon
bkt bkt Boloki
bku bku Buhid
bkv bkv Bekwarra
bkw bkw Bekwel
bkx bkx Baikeno
bky bky Bokyi
bkz bkz Bungku
bla bla Siksika
blb blb Bilua
blc blc Bella Coola
bld bld Bolango
ble ble Balanta-Kentohe
blf blf Buol
blh blh Kuwaa
bli bli Bolia
blj blj Bolongan
blk blk Pa''o Karen
bll bll Biloxi
blm blm Beli (South Sudan)
bln bln Southern Catanduanes Bikol
blo blo Anii
blp blp Blablanga
blq blq Baluan-Pam
blr blr Blang
bls bls Balaesang
blt blt Tai Dam
blv blv Kibala
blw blw Balangao
blx blx Mag-Indi Ayta
bly bly Notre
blz blz Balantak
bma bma Lame
bmb bmb Bembe
bmc bmc Biem
bmd bmd Baga Manduri
bme bme Limassa
bmf bmf Bom-Kim
bmg bmg Bamwe
bmh bmh Kein
bmi bmi Bagirmi
bmj bmj Bote-Majhi
bmk bmk Ghayavi
bml bml Bomboli
bmm bmm Northern Betsimisaraka Malagasy
bmn bmn Bina (Papua New Guinea)
bmo bmo Bambalang
bmp bmp Bulgebi
bmq bmq Bomu
bmr bmr Muinane
bms bms Bilma Kanuri
bmt bmt Biao Mon
bmu bmu Somba-Siawari
bmv bmv Bum
bmw bmw Bomwali
bmx bmx Baimak
bmz bmz Baramu
bna bna Bonerate
bnb bnb Bookan
bnc bnc Bontok
bnd bnd Banda (Indonesia)
bne bne Bintauna
bnf bnf Masiwang
bng bng Benga
bni bni Bangi
bnj bnj Eastern Tawbuid
bnk bnk Bierebo
bnl bnl Boon
bnm bnm Batanga
bnn bnn Bunun
bno bno Bantoanon
bnp bnp Bola
bnq bnq Bantik
bnr bnr Butmas-Tur
bns bns Bundeli
bnt bnt Bantu (Other)
bnu bnu Bentong
bnv bnv Bonerif
bnw bnw Bisis
bnx bnx Bangubangu
bny bny Bintulu
bnz bnz Beezen
boa boa Bora
bob bob Aweer
boe boe Mundabli
bof bof Bolon
bog bog Bamako Sign Language
boh boh Boma
boi boi Barbareno
boj boj Anjam
bok bok Bonjo
bol bol Bole
bom bom Berom
bon bon Bine
boo boo Tiemacewe Bozo
bop bop Bonkiman
boq boq Bogaya
bor bor Bororo
bot bot Bongo
bou bou Bondei
bov bov Tuwuli
bow bow Rema
box box Buamu
boy boy Bodo (Central African Republic)
boz boz Tieyaxo Bozo
bpa bpa Daakaka
bpc bpc Mbuk
bpd bpd Banda-Banda
bpe bpe Bauni
bpg bpg Bonggo
bph bph Botlikh
bpi bpi Bagupi
bpj bpj Binji
bpk bpk Orowe
bpl bpl Broome Pearling Lugger Pidgin
bpm bpm Biyom
bpn bpn Dzao Min
bpo bpo Anasi
bpp bpp Kaure
bpq bpq Banda Malay
bpr bpr Koronadal Blaan
bps bps Sarangani Blaan
bpt bpt Barrow Point
bpu bpu Bongu
bpv bpv Bian Marind
bpw bpw Bo (Papua New Guinea)
bpx bpx Palya Bareli
bpz bpz Bilba
bqa bqa Tchumbuli
bqb bqb Bagusa
bqc bqc Boko (Benin)
bqd bqd Bung
bqf bqf Baga Kaloum
bqg bqg Bago-Kusuntu
bqh bqh Baima
bqi bqi Bakhtiari
bqj bqj Bandial
bqk bqk Banda-Mbres
bql bql Bilakura
bqm bqm Wumboko
bqn bqn Bulgarian Sign Language
bqo bqo Balo
bqp bqp Busa
bqq bqq Biritai
bqr bqr Burusu
bqs bqs Bosngun
bqt bqt Bamukumbit
bqu bqu Boguru
bqv bqv Koro Wachi
bqw bqw Buru (Nigeria)
bqx bqx Baangi
bqy bqy Bengkala Sign Language
bqz bqz Bakaka
bra bra Braj
brb brb Brao
brc brc Berbice Creole Dutch
brd brd Baraamu
brf brf Bira
brg brg Baure
brh brh Brahui
bri bri Mokpwe
brj brj Bieria
brk brk Birked
brl brl Birwa
brm brm Barambu
brn brn Boruca
bro bro Brokkat
brp brp Barapasi
brq brq Breri
brr brr Birao
brs brs Baras
brt brt Bitare
bru bru Eastern Bru
brv brv Western Bru
brw brw Bellari
bry bry Burui
brz brz Bilbil
bsa bsa Abinomn
bsb bsb Brunei Bisaya
bsc bsc Bassari
bse bse Wushi
bsf bsf Bauchi
bsg bsg Bashkardi
bsh bsh Kati
bsi bsi Bassossi
bsj bsj Bangwinji
bsk bsk Burushaski
bsl bsl Basa-Gumna
bsm bsm Busami
bsn bsn Barasana-Eduria
bso bso Buso
bsp bsp Baga Sitemu
bsq bsq Bassa
bsr bsr Bassa-Kontagora
bss bss Akoose
bst bst Basketo
bsu bsu Bahonsuai
bsv bsv Baga Sobane
bsw bsw Baiso
bsx bsx Yangkam
bsy bsy Sabah Bisaya
bta bta Bata
btc btc Bati (Cameroon)
btd btd Batak Dairi
bte bte Gamo-Ningi
btf btf Birgit
btg btg Gagnoa Bete
bth bth Biatah Bidayuh
bti bti Burate
btj btj Bacanese Malay
btk btk Batak languages
btm btm Batak Mandailing
btn btn Ratagnon
bto bto Rinconada Bikol
btp btp Budibud
btq btq Batek
btr btr Baetora
bts bts Batak Simalungun
btt btt Bete-Bendi
btu btu Batu
btv btv Bateri
btw btw Butuanon
btx btx Batak Karo
bty bty Bobot
btz btz Batak Alas-Kluet
bub bub Bua
buc buc Bushi
bud bud Ntcham
bue bue Beothuk
buf buf Bushoong
bug bug Buginese
buh buh Younuo Bunu
bui bui Bongili
buj buj Basa-Gurmana
buk buk Bugawac
bum bum Bulu (Cameroon)
bun bun Sherbro
buo buo Terei
bup bup Busoa
buq buq Brem
bur my  Burmese
bus bus Bokobaru
but but Bungain
buu buu Budu
buv buv Bun
buw buw Bubi
bux bux Boghom
buy buy Bullom So
buz buz Bukwen
bva bva Barein
bvb bvb Bube
bvc bvc Baelelea
bvd bvd Baeggu
bve bve Berau Malay
bvf bvf Boor
bvg bvg Bonkeng
bvh bvh Bure
bvi bvi Belanda Viri
bvj bvj Baan
bvk bvk Bukat
bvl bvl Bolivian Sign Language
bvm bvm Bamunka
bvn bvn Buna
bvo bvo Bolgo
bvp bvp Bumang
bvq bvq Birri
bvr bvr Burarra
bvt bvt Bati (Indonesia)
bvu bvu Bukit Malay
bvv bvv Baniva
bvw bvw Boga
bvx bvx Dibole
bvy bvy Baybayanon
bvz bvz Bauzi
bwa bwa Bwatoo
bwb bwb Namosi-Naitasiri-Serua
bwc bwc Bwile
bwd bwd Bwaidoka
bwe bwe Bwe Karen
bwf bwf Boselewa
bwg bwg Barwe
bwh bwh Bishuo
bwi bwi Baniwa
bwj bwj Laa Laa Bwamu
bwk bwk Bauwaki
bwl bwl Bwela
bwm bwm Biwat
bwn bwn Wunai Bunu
bwo bwo Boro (Ethiopia)
bwp bwp Mandobo Bawah
bwq bwq Southern Bobo Madare
bwr bwr Bura-Pabir
bws bws Bomboma
bwt bwt Bafaw-Balong
bwu bwu Buli (Ghana)
bww bww Bwa
bwx bwx Bu-Nao Bunu
bwy bwy Cwi Bwamu
bwz bwz Bwisi
bxa bxa Tairaha
bxb bxb Belanda Bor
bxc bxc Molengue
bxd bxd Pela
bxe bxe Birale
bxf bxf Bilur
bxg bxg Bangala
bxh bxh Buhutu
bxi bxi Pirlatapa
bxj bxj Bayungu
bxk bxk Bukusu
bxl bxl Jalkunan
bxm bxm Mongolia Buriat
bxn bxn Burduna
bxo bxo Barikanchi
bxp bxp Bebil
bxq bxq Beele
bxs bxs Busam
bxu bxu China Buriat
bxv bxv Berakou
bxw bxw Bankagooma
bxz bxz Binahari
bya bya Batak
byb byb Bikya
byc byc Ubaghara
byd byd Benyadu''
bye bye Pouye
byf byf Bete
byg byg Baygo
byh byh Bhujel
byi byi Buyu
byj byj Bina (Nigeria)
byk byk Biao
byl byl Bayono
bym bym Bidjara
byn byn Bilin
byo byo Biyo
byp byp Bumaji
byq byq Basay
byr byr Baruya
bys bys Burak
byt byt Berti
byv byv Medumba
byw byw Belhariya
byx byx Qaqet
byz byz Banaro
bza bza Bandi
bzb bzb Andio
bzc bzc Southern Betsimisaraka Malagasy
bzd bzd Bribri
bze bze Jenaama Bozo
bzf bzf Boikin
bzg bzg Babuza
bzh bzh Mapos Buang
bzi bzi Bisu
bzj bzj Belize Kriol English
bzk bzk Nicaragua Creole English
bzl bzl Boano (Sulawesi)
bzm bzm Bolondo
bzn bzn Boano (Maluku)
bzo bzo Bozaba
bzp bzp Kemberano
bzq bzq Buli (Indonesia)
bzr bzr Biri
bzs bzs Brazilian Sign Language
bzt bzt Brithenig
bzu bzu Burmeso
bzv bzv Naami
bzw bzw Basa (Nigeria)
bzx bzx Kelengaxo Bozo
bzy bzy Obanliku
bzz bzz Evant
caa caa Chorti
cab cab Garifuna
cac cac Chuj
cad cad Caddo
cae cae Lehar
caf caf Southern Carrier
cag cag Nivacle
cah cah Cahuarano
cai cai Central American Indian languages
caj caj Chane
cal cal Carolinian
cam cam Cemuhi
can can Chambri
cao cao Chacobo
cap cap Chipaya
caq caq Car Nicobarese
car car Galibi Carib
cas cas Tsimane
cau cau Caucasian languages
cav cav Cavinena
caw caw Callawalla
cax cax Chiquitano
cay cay Cayuga
caz caz Canichana
cba cba Chibchan languages
cbb cbb Cabiyari
cbc cbc Carapana
cbd cbd Carijona
cbg cbg Chimila
cbi cbi Chachi
cbj cbj Ede Cabe
cbl cbl Bualkhaw Chin
cbn cbn Nyahkur
cbo cbo Izora
cbq cbq Tsucuba
cbr cbr Cashibo-Cacataibo
cbs cbs Cashinahua
cbt cbt Chayahuita
cbu cbu Candoshi-Shapra
cbv cbv Cacua
cbw cbw Kinabalian
cby cby Carabayo
ccc ccc Chamicuro
ccd ccd Cafundo Creole
cce cce Chopi
ccg ccg Samba Daka
cch cch Atsam
ccj ccj Kasanga
ccl ccl Cutchi-Swahili
ccm ccm Malaccan Creole Malay
ccn ccn North Caucasian languages
cco cco Comaltepec Chinantec
ccp ccp Chakma
ccr ccr Cacaopera
ccs ccs South Caucasian languages
cda cda Choni
cdc cdc Chadic languages
cdd cdd Caddoan languages
cde cde Chenchu
cdf cdf Chiru
cdh cdh Chambeali
cdi cdi Chodri
cdj cdj Churahi
cdm cdm Chepang
cdn cdn Chaudangsi
cdr cdr Cinda-Regi-Tiyal
cds cds Chadian Sign Language
cdy cdy Chadong
cdz cdz Koda
cea cea Lower Chehalis
ceg ceg Chamacoco
cek cek Eastern Khumi Chin
cel cel Celtic languages
cen cen Cen
cet cet Centuum
cey cey Ekai Chin
cfa cfa Dijim-Bwilim
cfd cfd Cara
cfg cfg Como Karim
cfm cfm Falam Chin
cga cga Changriwa
cgc cgc Kagayanen
cgg cgg Chiga
cgk cgk Chocangacakha
cha ch  Chamorro
chb chb Chibcha
chc chc Catawba
chd chd Highland Oaxaca Chontal
chf chf Tabasco Chontal
chg chg Chagatai
chh chh Chinook
chi zh  Chinese
chj chj Ojitlan Chinantec
chk chk Chuukese
chl chl Cahuilla
chm chm Mari (Russia)
chn chn Chinook jargon
cho cho Choctaw
chp chp Chipewyan
chq chq Quiotepec Chinantec
cht cht Cholon
chu cu  Church Slavic
chw chw Chuwabu
chx chx Chantyal
chy chy Cheyenne
chz chz Ozumacin Chinantec
cia cia Cia-Cia
cib cib Ci Gbe
cic cic Chickasaw
cid cid Chimariko
cie cie Cineni
cih cih Chinali
cik cik Chitkuli Kinnauri
cim cim Cimbrian
cin cin Cinta Larga
cip cip Chiapanec
cir cir Tiri
ciw ciw Chippewa
ciy ciy Chaima
cja cja Western Cham
cje cje Chru
cjh cjh Upper Chehalis
cji cji Chamalal
cjk cjk Chokwe
cjm cjm Eastern Cham
cjn cjn Chenapian
cjo cjo Asheninka Pajonal
cjp cjp Cabecar
cjs cjs Shor
cjv cjv Chuave
cjy cjy Jinyu Chinese
ckh ckh Chak
ckl ckl Cibak
ckm ckm Chakavian
ckn ckn Kaang Chin
cko cko Anufo
ckq ckq Kajakse
ckr ckr Kairak
cks cks Tayo
ckt ckt Chukot
cku cku Koasati
ckv ckv Kavalan
ckx ckx Caka
cky cky Cakfem-Mushere
ckz ckz Cakchiquel-Quiche Mixed Language
cla cla Ron
clc clc Chilcotin
cld cld Chaldean Neo-Aramaic
cle cle Lealao Chinantec
clh clh Chilisso
cli cli Chakali
clj clj Laitu Chin
clk clk Idu-Mishmi
cll cll Chala
clm clm Clallam
clo clo Lowland Oaxaca Chontal
clt clt Lautu Chin
clu clu Caluyanun
clw clw Chulym
cly cly Eastern Highland Chatino
cma cma Maa
cmc cmc Chamic languages
cme cme Cerma
cmg cmg Classical Mongolian
cmi cmi Embera-Chami
cml cml Campalagian
cmm cmm Michigamea
cmo cmo Central Mnong
cmr cmr Mro-Khimi Chin
cms cms Messapic
cmt cmt Camtho
cna cna Changthang
cnb cnb Chinbon Chin
cnc cnc Coong
cng cng Northern Qiang
cni cni Ashaninka
cnk cnk Khumi Chin
cnl cnl Lalana Chinantec
cno cno Con
cnp cnp Northern Ping Chinese
cnq cnq Chung
cnr cnr Montenegrin
cns cns Central Asmat
cnt cnt Tepetotutla Chinantec
cnu cnu Chenoua
cnw cnw Ngawn Chin
cnx cnx Middle Cornish
coa coa Cocos Islands Malay
cob cob Chicomuceltec
coc coc Cocopa
cod cod Cocama-Cocamilla
coe coe Koreguaje
cof cof Colorado
cog cog Chong
coh coh Chonyi-Dzihana-Kauma
coj coj Cochimi
cok cok Santa Teresa Cora
col col Columbia-Wenatchi
com com Comanche
con con Cofan
coo coo Comox
cop cop Coptic
coq coq Coquille
cot cot Caquinte
cou cou Wamey
cov cov Cao Miao
cow cow Cowlitz
cox cox Nanti
coz coz Chochotec
cpa cpa Palantla Chinantec
cpb cpb Ucayali-Yurua Asheninka
cpc cpc Ajyininka Apurucayali
cpe cpe Creoles and pidgins, English based
cpf cpf Creoles and pidgins, French-based
cpg cpg Cappadocian Greek
cpi cpi Chinese Pidgin English
cpn cpn Cherepon
cpo cpo Kpeego
cpp cpp Creoles and pidgins, Portuguese-based
cps cps Capiznon
cpu cpu Pichis Asheninka
cpx cpx Pu-Xian Chinese
cpy cpy South Ucayali Asheninka
cqd cqd Chuanqiandian Cluster Miao
cra cra Chara
crb crb Island Carib
crc crc Lonwolwol
crd crd Coeur d''Alene
cre cr  Cree
crf crf Caramanta
crg crg Michif
cri cri Saotomense
crj crj Southern East Cree
crk crk Plains Cree
crl crl Northern East Cree
crm crm Moose Cree
crn crn El Nayar Cora
cro cro Crow
crp crp Creoles and pidgins
crq crq Iyo''wujwa Chorote
crr crr Carolina Algonquian
crs crs Seselwa Creole French
crt crt Iyojwa''ja Chorote
crv crv Chaura
crw crw Chrau
crx crx Carrier
cry cry Cori
crz crz Cruzeno
csa csa Chiltepec Chinantec
csc csc Catalan Sign Language
csd csd Chiangmai Sign Language
cse cse Czech Sign Language
csf csf Cuba Sign Language
csg csg Chilean Sign Language
csh csh Asho Chin
csi csi Coast Miwok
csj csj Songlai Chin
csk csk Jola-Kasa
csl csl Chinese Sign Language
csm csm Central Sierra Miwok
csn csn Colombian Sign Language
cso cso Sochiapam Chinantec
csp csp Southern Ping Chinese
csq csq Croatia Sign Language
csr csr Costa Rican Sign Language
css css Southern Ohlone
cst cst Northern Ohlone
csu csu Central Sudanic languages
csv csv Sumtu Chin
csw csw Swampy Cree
csx csx Cambodian Sign Language
csy csy Siyin Chin
csz csz Coos
cta cta Tataltepec Chatino
ctc ctc Chetco
ctd ctd Tedim Chin
cte cte Tepinapa Chinantec
ctg ctg Chittagonian
cth cth Thaiphum Chin
ctl ctl Tlacoatzintepec Chinantec
ctm ctm Chitimacha
ctn ctn Chhintange
cto cto Embera-Catio
ctp ctp Western Highland Chatino
cts cts Northern Catanduanes Bikol
ctt ctt Wayanad Chetti
ctu ctu Chol
cty cty Moundadan Chetty
ctz ctz Zacatepec Chatino
cua cua Cua
cub cub Cubeo
cuc cuc Usila Chinantec
cuh cuh Chuka
cui cui Cuiba
cuj cuj Mashco Piro
cuk cuk San Blas Kuna
cul cul Culina
cuo cuo Cumanagoto
cup cup Cupeno
cuq cuq Cun
cur cur Chhulung
cus cus Cushitic languages
cut cut Teutila Cuicatec
cuu cuu Tai Ya
cuv cuv Cuvok
cuw cuw Chukwa
cux cux Tepeuxila Cuicatec
cuy cuy Cuitlatec
cvg cvg Chug
cvn cvn Valle Nacional Chinantec
cwa cwa Kabwa
cwb cwb Maindo
cwd cwd Woods Cree
cwe cwe Kwere
cwg cwg Chewong
cwt cwt Kuwaataay
cya cya Nopala Chatino
cyb cyb Cayubaba
cyo cyo Cuyonon
cze cs  Czech
czh czh Huizhou Chinese
czk czk Knaanic
czn czn Zenzontepec Chatino
czo czo Min Zhong Chinese
czt czt Zotung Chin
daa daa Dangaleat
dac dac Dambi
dad dad Marik
dae dae Duupa
dag dag Dagbani
dah dah Gwahatike
dai dai Day
daj daj Dar Fur Daju
dak dak Dakota
dal dal Dahalo
dam dam Damakawa
dao dao Daai Chin
daq daq Dandami Maria
dar dar Dargwa
das das Daho-Doo
dau dau Dar Sila Daju
dav dav Taita
daw daw Davawenyo
dax dax Dayi
day day Land Dayak languages
daz daz Dao
dba dba Bangime
dbb dbb Deno
dbd dbd Dadiya
dbe dbe Dabe
dbf dbf Edopi
dbg dbg Dogul Dom Dogon
dbi dbi Doka
dbj dbj Ida''an
dbl dbl Dyirbal
dbm dbm Duguri
dbn dbn Duriankere
dbo dbo Dulbu
dbp dbp Duwai
dbq dbq Daba
dbr dbr Dabarre
dbt dbt Ben Tey Dogon
dbu dbu Bondum Dom Dogon
dbv dbv Dungu
dbw dbw Bankan Tey Dogon
dby dby Dibiyaso
dcc dcc Deccan
dcr dcr Negerhollands
dda dda Dadi Dadi
ddd ddd Dongotono
dde dde Doondo
ddg ddg Fataluku
ddi ddi West Goodenough
ddj ddj Jaru
ddn ddn Dendi (Benin)
ddo ddo Dido
ddr ddr Dhudhuroa
dds dds Donno So Dogon
ddw ddw Dawera-Daweloor
dec dec Dagik
ded ded Dedua
dee dee Dewoin
def def Dezfuli
deg deg Degema
deh deh Dehwari
dei dei Demisa
dek dek Dek
del del Delaware
dem dem Dem
den den Slave (Athapascan)
dep dep Pidgin Delaware
deq deq Dendi (Central African Republic)
der der Deori
des des Desano
dev dev Domung
dez dez Dengese
dga dga Southern Dagaare
dgb dgb Bunoge Dogon
dgc dgc Casiguran Dumagat Agta
dgd dgd Dagaari Dioula
dge dge Degenan
dgg dgg Doga
dgh dgh Dghwede
dgi dgi Northern Dagara
dgk dgk Dagba
dgl dgl Andaandi
dgn dgn Dagoman
dgo dgo Dogri (individual language)
dgr dgr Dogrib
dgs dgs Dogoso
dgt dgt Ndra''ngith
dgw dgw Daungwurrung
dgx dgx Doghoro
dgz dgz Daga
dhd dhd Dhundari
dhg dhg Dhangu-Djangu
dhi dhi Dhimal
dhl dhl Dhalandji
dhm dhm Zemba
dhn dhn Dhanki
dho dho Dhodia
dhr dhr Dhargari
dhs dhs Dhaiso
dhu dhu Dhurga
dhv dhv Dehu
dhw dhw Dhanwar (Nepal)
dhx dhx Dhungaloo
dia dia Dia
dib dib South Central Dinka
dic dic Lakota Dida
did did Didinga
dif dif Dieri
dig dig Digo
dih dih Kumiai
dii dii Dimbong
dij dij Dai
dil dil Dilling
dim dim Dime
din din Dinka
dio dio Dibo
dip dip Northeastern Dinka
dir dir Dirim
dis dis Dimasa
diu diu Diriku
div dv  Divehi
diw diw Northwestern Dinka
dix dix Dixon Reef
diy diy Diuwe
diz diz Ding
dja dja Djadjawurrung
djb djb Djinba
djc djc Dar Daju Daju
djd djd Djamindjung
dje dje Zarma
djf djf Djangun
dji dji Djinang
djj djj Djeebbana
djk djk Eastern Maroon Creole
djm djm Jamsay Dogon
djn djn Jawoyn
djo djo Jangkang
djr djr Djambarrpuyngu
dju dju Kapriman
djw djw Djawi
dka dka Dakpakha
dkg dkg Kadung
dkk dkk Dakka
dkr dkr Kuijau
dks dks Southeastern Dinka
dkx dkx Mazagway
dlg dlg Dolgan
dlk dlk Dahalik
dlm dlm Dalmatian
dln dln Darlong
dma dma Duma
dmb dmb Mombo Dogon
dmc dmc Gavak
dmd dmd Madhi Madhi
dme dme Dugwor
dmf dmf Medefaidrin
dmg dmg Upper Kinabatangan
dmk dmk Domaaki
dml dml Dameli
dmm dmm Dama
dmn dmn Mande languages
dmo dmo Kemedzung
dmr dmr East Damar
dms dms Dampelas
dmu dmu Dubu
dmv dmv Dumpas
dmw dmw Mudburra
dmx dmx Dema
dmy dmy Demta
dna dna Upper Grand Valley Dani
dnd dnd Daonda
dne dne Ndendeule
dng dng Dungan
dni dni Lower Grand Valley Dani
dnj dnj Dan
dnk dnk Dengka
dnn dnn Dzuungoo
dno dno Ndrulo
dnr dnr Danaru
dnt dnt Mid Grand Valley Dani
dnu dnu Danau
dnv dnv Danu
dnw dnw Western Dani
dny dny Deni
doa doa Dom
dob dob Dobu
doc doc Northern Dong
doe doe Doe
dof dof Domu
doh doh Dong
doi doi Dogri (macrolanguage)
dok dok Dondo
dol dol Doso
don don Toura (Papua New Guinea)
doo doo Dongo
dop dop Lukpa
doq doq Dominican Sign Language
dor dor Dori''o
dos dos Dogose
dot dot Dass
dov dov Dombe
dow dow Doyayo
dox dox Bussa
doy doy Dompo
doz doz Dorze
dpp dpp Papar
dra dra Dravidian languages
drb drb Dair
drc drc Minderico
drd drd Darmiya
dre dre Dolpo
drg drg Rungus
dri dri C''Lela
drl drl Paakantyi
drn drn West Damar
dro dro Daro-Matu Melanau
drq drq Dura
drs drs Gedeo
drt drt Drents
dru dru Rukai
dry dry Darai
dse dse Dutch Sign Language
dsh dsh Daasanach
dsi dsi Disa
dsl dsl Danish Sign Language
dsn dsn Dusner
dso dso Desiya
dsq dsq Tadaksahak
dsz dsz Mardin Sign Language
dta dta Daur
dtb dtb Labuk-Kinabatangan Kadazan
dtd dtd Ditidaht
dth dth Adithinngithigh
dti dti Ana Tinga Dogon
dtk dtk Tene Kan Dogon
dtm dtm Tomo Kan Dogon
dtn dtn Daats''iin
dto dto Tommo So Dogon
dtr dtr Lotud
dts dts Toro So Dogon
dtt dtt Toro Tegu Dogon
dtu dtu Tebul Ure Dogon
dua dua Duala
dub dub Dubli
duc duc Duna
due due Umiray Dumaget Agta
duf duf Dumbea
dug dug Duruma
duh duh Dungra Bhil
dui dui Dumun
duk duk Uyajitaya
dul dul Alabat Island Agta
dum dum Middle Dutch (ca. 1050-1350)
dun dun Dusun Deyah
duo duo Dupaninan Agta
dup dup Duano
duq duq Dusun Malang
dur dur Dii
dus dus Dumi
dut nl  Dutch
duu duu Drung
duv duv Duvle
duw duw Dusun Witu
dux dux Duungooma
duy duy Dicamay Agta
duz duz Duli-Gey
dva dva Duau
dwa dwa Diri
dwk dwk Dawik Kui
dwr dwr Dawro
dws dws Dutton World Speedwords
dwu dwu Dhuwal
dww dww Dawawa
dwy dwy Dhuwaya
dwz dwz Dewas Rai
dya dya Dyan
dyb dyb Dyaberdyaber
dyd dyd Dyugun
dyg dyg Villa Viciosa Agta
dyi dyi Djimini Senoufo
dym dym Yanda Dom Dogon
dyn dyn Dyangadi
dyo dyo Jola-Fonyi
dyy dyy Djabugay
dza dza Tunzu
dze dze Djiwarli
dzg dzg Dazaga
dzl dzl Dzalakha
dzn dzn Dzando
eaa eaa Karenggapa
ebc ebc Beginci
ebg ebg Ebughu
ebk ebk Eastern Bontok
ebo ebo Teke-Ebo
ebr ebr Ebrie
ebu ebu Embu
ecr ecr Eteocretan
ecs ecs Ecuadorian Sign Language
ecy ecy Eteocypriot
eee eee E
efa efa Efai
efe efe Efe
efi efi Efik
ega ega Ega
egl egl Emilian
egm egm Benamanga
ego ego Eggon
egx egx Egyptian languages
egy egy Egyptian (Ancient)
ehs ehs Miyakubo Sign Language
ehu ehu Ehueun
eip eip Eipomek
eit eit Eitiep
eiv eiv Askopan
eja eja Ejamat
eka eka Ekajuk
eke eke Ekit
ekg ekg Ekari
eki eki Eki
ekk ekk Standard Estonian
ekl ekl Kol (Bangladesh)
ekm ekm Elip
eko eko Koti
ekp ekp Ekpeye
ekr ekr Yace
eky eky Eastern Kayah
ele ele Elepi
elh elh El Hugeirat
eli eli Nding
elk elk Elkei
elm elm Eleme
elo elo El Molo
elu elu Elu
elx elx Elamite
ema ema Emai-Iuleha-Ora
emb emb Embaloh
eme eme Emerillon
emg emg Eastern Meohang
emi emi Mussau-Emira
emk emk Eastern Maninkakan
emm emm Mamulique
emn emn Eman
emp emp Northern Embera
emq emq Eastern Minyag
ems ems Pacific Gulf Yupik
emu emu Eastern Muria
emw emw Emplawas
emx emx Erromintxela
emy emy Epigraphic Mayan
emz emz Mbessa
ena ena Apali
enb enb Markweeta
enc enc En
end end Ende
enf enf Forest Enets
enh enh Tundra Enets
enl enl Enlhet
enm enm Middle English (1100-1500)
enn enn Engenni
eno eno Enggano
enq enq Enga
enr enr Emumu
enu enu Enu
env env Enwan (Edo State)
enw enw Enwan (Akwa Ibom State)
enx enx Enxet
eot eot Beti (Cote d''Ivoire)
epi epi Epie
era era Eravallan
erg erg Sie
erh erh Eruwa
eri eri Ogea
erk erk South Efate
ero ero Horpa
err err Erre
ers ers Ersu
ert ert Eritai
erw erw Erokwanas
ese ese Ese Ejja
esg esg Aheri Gondi
esh esh Eshtehardi
esi esi North Alaskan Inupiatun
esk esk Northwest Alaska Inupiatun
esl esl Egypt Sign Language
esm esm Esuma
esn esn Salvadoran Sign Language
eso eso Estonian Sign Language
esq esq Esselen
ess ess Central Siberian Yupik
esu esu Central Yupik
esx esx Eskimo-Aleut languages
esy esy Eskayan
etb etb Etebi
etc etc Etchemin
eth eth Ethiopian Sign Language
etn etn Eton (Vanuatu)
eto eto Eton (Cameroon)
etr etr Edolo
ets ets Yekhee
ett ett Etruscan
etu etu Ejagham
etx etx Eten
etz etz Semimi
euq euq Basque (family)
eve eve Even
evh evh Uvbie
evn evn Evenki
ewo ewo Ewondo
ext ext Extremaduran
eya eya Eyak
eyo eyo Keiyo
eza eza Ezaa
eze eze Uzekwe
faa faa Fasu
fab fab Fa d''Ambu
fad fad Wagi
faf faf Fagani
fag fag Finongan
fah fah Baissa Fali
fai fai Faiwol
faj faj Faita
fak fak Fang (Cameroon)
fal fal South Fali
fam fam Fam
fan fan Fang (Equatorial Guinea)
fap fap Paloor
far far Fataleka
fat fat Fanti
fau fau Fayu
fax fax Fala
fay fay Southwestern Fars
faz faz Northwestern Fars
fbl fbl West Albay Bikol
fcs fcs Quebec Sign Language
fer fer Feroge
ffi ffi Foia Foia
ffm ffm Maasina Fulfulde
fgr fgr Fongoro
fia fia Nobiin
fie fie Fyer
fif fif Faifi
fip fip Fipa
fir fir Firan
fit fit Tornedalen Finnish
fiu fiu Finno-Ugrian languages
fiw fiw Fiwaga
fkk fkk Kirya-Konzel
fkv fkv Kven Finnish
fla fla Kalispel-Pend d''Oreille
flh flh Foau
fli fli Fali
fll fll North Fali
fln fln Flinders Island
flr flr Fuliiru
fly fly Flaaitaal
fmp fmp Fe''fe''
fmu fmu Far Western Muria
fnb fnb Fanbak
fng fng Fanagalo
fni fni Fania
fod fod Foodo
foi foi Foi
fom fom Foma
for for Fore
fos fos Siraya
fox fox Formosan languages
fpe fpe Fernando Po Creole English
fqs fqs Fas
frc frc Cajun French
frd frd Fordata
fre fr  French
frk frk Frankish
frm frm Middle French (ca. 1400-1600)
fro fro Old French (842-ca. 1400)
frq frq Forak
frs frs Eastern Frisian
frt frt Fortsenal
fse fse Finnish Sign Language
fsl fsl French Sign Language
fss fss Finland-Swedish Sign Language
fub fub Adamawa Fulfulde
fuc fuc Pulaar
fud fud East Futuna
fue fue Borgu Fulfulde
fuf fuf Pular
fuh fuh Western Niger Fulfulde
fui fui Bagirmi Fulfulde
fuj fuj Ko
ful ff  Fula
fum fum Fum
fun fun Fulnio
fuq fuq Central-Eastern Niger Fulfulde
fut fut Futuna-Aniwa
fuu fuu Furu
fuy fuy Fuyug
fvr fvr Fur
fwa fwa Fwai
fwe fwe Fwe
gaa gaa Ga
gab gab Gabri
gac gac Mixed Great Andamanese
gad gad Gaddang
gae gae Guarequena
gaf gaf Gende
gah gah Alekano
gai gai Borei
gaj gaj Gadsup
gak gak Gamkonora
gal gal Galolen
gam gam Kandawo
gao gao Gants
gap gap Gal
gaq gaq Gata''
gar gar Galeya
gas gas Adiwasi Garasia
gat gat Kenati
gau gau Mudhili Gadaba
gaw gaw Nobonob
gax gax Borana-Arsi-Guji Oromo
gay gay Gayo
gba gba Gbaya (Central African Republic)
gbb gbb Kaytetye
gbd gbd Karajarri
gbe gbe Niksek
gbf gbf Gaikundi
gbg gbg Gbanziri
gbh gbh Defi Gbe
gbi gbi Galela
gbj gbj Bodo Gadaba
gbk gbk Gaddi
gbl gbl Gamit
gbm gbm Garhwali
gbn gbn Mo''da
gbo gbo Northern Grebo
gbp gbp Gbaya-Bossangoa
gbq gbq Gbaya-Bozoum
gbr gbr Gbagyi
gbs gbs Gbesi Gbe
gbu gbu Gagadu
gbv gbv Gbanu
gbw gbw Gabi-Gabi
gbx gbx Eastern Xwla Gbe
gby gby Gbari
gbz gbz Zoroastrian Dari
gcc gcc Mali
gcd gcd Ganggalida
gce gce Galice
gcl gcl Grenadian Creole English
gcn gcn Gaina
gcr gcr Guianese Creole French
gct gct Colonia Tovar German
gda gda Gade Lohar
gdb gdb Pottangi Ollar Gadaba
gdc gdc Gugu Badhun
gdd gdd Gedaged
gde gde Gude
gdf gdf Guduf-Gava
gdg gdg Ga''dang
gdh gdh Gadjerawang
gdi gdi Gundi
gdj gdj Gurdjar
gdk gdk Gadang
gdl gdl Dirasha
gdm gdm Laal
gdn gdn Umanakaina
gdo gdo Ghodoberi
gdq gdq Mehri
gdr gdr Wipi
gds gds Ghandruk Sign Language
gdt gdt Kungardutyi
gdu gdu Gudu
gdx gdx Godwari
gea gea Geruma
geb geb Kire
gec gec Gboloo Grebo
ged ged Gade
gef gef Gerai
geg geg Gengle
geh geh Hutterite German
gei gei Gebe
gej gej Gen
gek gek Ywom
gel gel ut-Ma''in
gem gem Germanic languages
geo ka  Georgian
geq geq Geme
ger de  German
ges ges Geser-Gorom
gev gev Eviya
gew gew Gera
gex gex Garre
gey gey Enya
gez gez Geez
gfk gfk Patpatar
gft gft Gafat
gga gga Gao
ggb ggb Gbii
ggd ggd Gugadj
gge gge Gurr-goni
ggg ggg Gurgula
ggk ggk Kungarakany
ggl ggl Ganglau
ggt ggt Gitua
ggu ggu Gagu
ggw ggw Gogodala
gha gha Ghadames
ghc ghc Hiberno-Scottish Gaelic
ghe ghe Southern Ghale
ghh ghh Northern Ghale
ghk ghk Geko Karen
ghl ghl Ghulfan
ghn ghn Ghanongga
gho gho Ghomara
ghr ghr Ghera
ghs ghs Guhu-Samane
ght ght Kuke
gia gia Kija
gib gib Gibanawa
gic gic Gail
gid gid Gidar
gie gie Gabogbo
gig gig Goaria
gih gih Githabul
gii gii Girirra
gil gil Gilbertese
gim gim Gimi (Eastern Highlands)
gin gin Hinukh
gip gip Gimi (West New Britain)
giq giq Green Gelao
gir gir Red Gelao
gis gis North Giziga
git git Gitxsan
giu giu Mulao
giw giw White Gelao
gix gix Gilima
giy giy Giyug
giz giz South Giziga
gjk gjk Kachi Koli
gjm gjm Gunditjmara
gjn gjn Gonja
gjr gjr Gurindji Kriol
gju gju Gujari
gka gka Guya
gkd gkd Magi (Madang Province)
gke gke Ndai
gkn gkn Gokana
gko gko Kok-Nar
gkp gkp Guinea Kpelle
gku gku !Ungkue
glb glb Belning
glc glc Bon Gula
gld gld Nanai
glh glh Northwest Pashai
glj glj Gula Iro
gll gll Garlali
glo glo Galambu
glr glr Glaro-Twabo
glu glu Gula (Chad)
glw glw Glavda
gly gly Gule
gma gma Gambera
gmb gmb Gula''alaa
gmd gmd Maghdi
gme gme East Germanic languages
gmg gmg Magiyi
gmh gmh Middle High German (ca. 1050-1500)
gml gml Middle Low German
gmm gmm Gbaya-Mbodomo
gmn gmn Gimnime
gmq gmq North Germanic languages
gmr gmr Mirning
gmu gmu Gumalu
gmv gmv Gamo
gmw gmw West Germanic languages
gmx gmx Magoma
gmy gmy Mycenaean Greek
gmz gmz Mgbolizhia
gna gna Kaansa
gnb gnb Gangte
gnc gnc Guanche
gnd gnd Zulgo-Gemzek
gne gne Ganang
gng gng Ngangam
gnh gnh Lere
gni gni Gooniyandi
gnj gnj Ngen
gnk gnk !Gana
gnl gnl Gangulu
gnm gnm Ginuman
gnn gnn Gumatj
gno gno Northern Gondi
gnq gnq Gana
gnr gnr Gureng Gureng
gnt gnt Guntai
gnu gnu Gnau
gnw gnw Western Bolivian Guarani
gnz gnz Ganzi
goa goa Guro
gob gob Playero
goc goc Gorakor
god god Godie
goe goe Gongduk
gof gof Gofa
gog gog Gogo
goh goh Old High German (ca. 750-1050)
goi goi Gobasi
goj goj Gowlan
gok gok Gowli
gol gol Gola
gon gon Gondi
goo goo Gone Dau
gop gop Yeretuar
goq goq Gorap
gor gor Gorontalo
gos gos Gronings
got got Gothic
gou gou Gavar
gov gov Goo
gow gow Gorowa
gox gox Gobu
goy goy Goundo
goz goz Gozarkhani
gpa gpa Gupa-Abawa
gpe gpe Ghanaian Pidgin English
gpn gpn Taiap
gqa gqa Ga''anda
gqi gqi Guiqiong
gqn gqn Guana (Brazil)
gqr gqr Gor
gqu gqu Qau
gra gra Rajput Garasia
grb grb Grebo
grd grd Guruntum-Mbaaru
gre el  Greek
grg grg Madi
grh grh Gbiri-Niragu
gri gri Ghari
grj grj Southern Grebo
grk grk Greek languages
grm grm Kota Marudu Talantang
gro gro Groma
grq grq Gorovu
grr grr Taznatit
grs grs Gresi
grt grt Garo
gru gru Kistane
grv grv Central Grebo
grw grw Gweda
grx grx Guriaso
gry gry Barclayville Grebo
grz grz Guramalum
gse gse Ghanaian Sign Language
gsg gsg German Sign Language
gsl gsl Gusilay
gsm gsm Guatemalan Sign Language
gsn gsn Nema
gso gso Southwest Gbaya
gsp gsp Wasembo
gss gss Greek Sign Language
gta gta Guato
gtu gtu Aghu-Tharnggala
gua gua Shiki
gub gub Guajajara
guc guc Wayuu
gud gud Yocoboue Dida
gue gue Gurindji
guf guf Gupapuyngu
gug gug Paraguayan Guarani
guh guh Guahibo
gui gui Eastern Bolivian Guarani
guk guk Gumuz
gul gul Sea Island Creole English
gum gum Guambiano
gun gun Mbya Guarani
guo guo Guayabero
gup gup Gunwinggu
guq guq Ache
gur gur Farefare
gus gus Guinean Sign Language
gut gut Maleku Jaika
guu guu Yanomamo
gux gux Gourmanchema
guz guz Gusii
gva gva Guana (Paraguay)
gvc gvc Guanano
gve gve Duwet
gvf gvf Golin
gvj gvj Guaja
gvl gvl Gulay
gvm gvm Gurmana
gvn gvn Kuku-Yalanji
gvo gvo Gaviao Do Jiparana
gvp gvp Para Gaviao
gvr gvr Gurung
gvs gvs Gumawana
gvy gvy Guyani
gwa gwa Mbato
gwb gwb Gwa
gwc gwc Gawri
gwd gwd Gawwada
gwe gwe Gweno
gwf gwf Gowro
gwg gwg Moo
gwi gwi Gwich''in
gwj gwj !Gwi
gwm gwm Awngthim
gwn gwn Gwandara
gwr gwr Gwere
gwt gwt Gawar-Bati
gwu gwu Guwamu
gww gww Kwini
gwx gwx Gua
gxx gxx We Southern
gya gya Northwest Gbaya
gyb gyb Garus
gyd gyd Kayardild
gye gye Gyem
gyf gyf Gungabula
gyg gyg Gbayi
gyi gyi Gyele
gyl gyl Gayil
gym gym Ngabere
gyn gyn Guyanese Creole English
gyo gyo Gyalsumdo
gyr gyr Guarayu
gyy gyy Gunya
gyz gyz Geji
gza gza Ganza
gzi gzi Gazi
gzn gzn Gane
haa haa Han
hab hab Hanoi Sign Language
hac hac Gurani
had had Hatam
hae hae Eastern Oromo
haf haf Haiphong Sign Language
hag hag Hanga
hah hah Hahon
hai hai Haida
haj haj Hajong
hal hal Halang
ham ham Hewa
han han Hangaza
hao hao Hako
hap hap Hupla
haq haq Ha
har har Harari
has has Haisla
hav hav Havu
hax hax Southern Haida
hay hay Haya
haz haz Hazaragi
hba hba Hamba
hbb hbb Huba
hbn hbn Heiban
hbo hbo Ancient Hebrew
hbs sh  Serbo-Croatian
hbu hbu Habu
hca hca Andaman Creole Hindi
hch hch Huichol
hdn hdn Northern Haida
hds hds Honduras Sign Language
hdy hdy Hadiyya
hea hea Northern Qiandong Miao
hed hed Herde
heg heg Helong
heh heh Hehe
hei hei Heiltsuk
hem hem Hemba
her hz  Herero
hgm hgm Hai!om
hgw hgw Haigwai
hhi hhi Hoia Hoia
hhr hhr Kerak
hhy hhy Hoyahoya
hia hia Lamang
hib hib Hibito
hid hid Hidatsa
hig hig Kamwe
hih hih Pamosu
hii hii Hinduri
hij hij Hijuk
hik hik Seit-Kaitetu
him him Himachali languages; Western Pahari languages
hio hio Tsoa
hir hir Himarima
hit hit Hittite
hiw hiw Hiw
hix hix Hixkaryana
hji hji Haji
hka hka Kahe
hke hke Hunde
hkh hkh Khah
hkk hkk Hunjara-Kaina Ke
hkn hkn Mel-Khaonh
hks hks Hong Kong Sign Language
hla hla Halia
hlb hlb Halbi
hld hld Halang Doan
hle hle Hlersu
hlt hlt Matu Chin
hlu hlu Hieroglyphic Luwian
hma hma Southern Mashan Hmong
hmb hmb Humburi Senni Songhay
hmc hmc Central Huishui Hmong
hmd hmd Large Flowery Miao
hme hme Eastern Huishui Hmong
hmf hmf Hmong Don
hmg hmg Southwestern Guiyang Hmong
hmh hmh Southwestern Huishui Hmong
hmi hmi Northern Huishui Hmong
hmj hmj Ge
hmk hmk Maek
hml hml Luopohe Hmong
hmm hmm Central Mashan Hmong
hmn hmn Hmong
hmo ho  Hiri Motu
hmp hmp Northern Mashan Hmong
hmq hmq Eastern Qiandong Miao
hmr hmr Hmar
hms hms Southern Qiandong Miao
hmt hmt Hamtai
hmu hmu Hamap
hmv hmv Hmong Do
hmw hmw Western Mashan Hmong
hmx hmx Hmong-Mien languages
hmy hmy Southern Guiyang Hmong
hmz hmz Hmong Shua
hna hna Mina (Cameroon)
hnd hnd Southern Hindko
hng hng Hungu
hnh hnh !Ani
hni hni Hani
hnj hnj Hmong Njua
hnn hnn Hanunoo
hno hno Northern Hindko
hns hns Caribbean Hindustani
hnu hnu Hung
hoa hoa Hoava
hob hob Mari (Madang Province)
hoc hoc Ho
hod hod Holma
hoe hoe Horom
hoh hoh Hobyot
hoi hoi Holikachuk
hoj hoj Hadothi
hok hok Hokan languages
hol hol Holu
hom hom Homa
hoo hoo Holoholo
hop hop Hopi
hor hor Horo
hos hos Ho Chi Minh City Sign Language
hot hot Hote
hov hov Hovongan
how how Honi
hoy hoy Holiya
hoz hoz Hozo
hpo hpo Hpon
hps hps Hawai''i Sign Language (HSL)
hra hra Hrangkhol
hrc hrc Niwer Mil
hre hre Hre
hrk hrk Haruku
hrm hrm Horned Miao
hro hro Haroi
hrp hrp Nhirrpi
hrt hrt Hertevin
hru hru Hruso
hrw hrw Warwar Feni
hrx hrx Hunsrik
hrz hrz Harzani
hsh hsh Hungarian Sign Language
hsl hsl Hausa Sign Language
hsn hsn Xiang Chinese
hss hss Harsusi
hti hti Hoti
hto hto Minica Huitoto
hts hts Hadza
htu htu Hitu
htx htx Middle Hittite
hub hub Huambisa
huc huc !Hua
hud hud Huaulu
hue hue San Francisco Del Mar Huave
huf huf Humene
hug hug Huachipaeri
huh huh Huilliche
hui hui Huli
huj huj Northern Guiyang Hmong
huk huk Hulung
hul hul Hula
hum hum Hungana
huo huo Hu
hup hup Hupa
huq huq Tsat
hur hur Halkomelem
hus hus Huastec
hut hut Humla
huu huu Murui Huitoto
huv huv San Mateo Del Mar Huave
huw huw Hukumina
hux hux Nupode Huitoto
huy huy Hulaula
huz huz Hunzib
hvc hvc Haitian Vodoun Culture Language
hve hve San Dionisio Del Mar Huave
hvk hvk Haveke
hvn hvn Sabu
hvv hvv Santa Maria Del Mar Huave
hwa hwa Wane
hwc hwc Hawai''i Creole English
hwo hwo Hwana
hya hya Hya
hyx hyx Armenian (family)
iai iai Iaai
ian ian Iatmul
iar iar Purari
ibb ibb Ibibio
ibd ibd Iwaidja
ibe ibe Akpes
ibg ibg Ibanag
ibh ibh Bih
ibl ibl Ibaloi
ibm ibm Agoi
ibn ibn Ibino
ibr ibr Ibuoro
ibu ibu Ibu
iby iby Ibani
ica ica Ede Ica
ice is  Icelandic
ich ich Etkywan
icl icl Icelandic Sign Language
icr icr Islander Creole English
ida ida Idakho-Isukha-Tiriki
idb idb Indo-Portuguese
idc idc Idon
idd idd Ede Idaca
ide ide Idere
idi idi Idi
idr idr Indri
ids ids Idesa
idt idt Idate
idu idu Idoma
ifa ifa Amganad Ifugao
ifb ifb Batad Ifugao
ife ife Ife
iff iff Ifo
ifk ifk Tuwali Ifugao
ifm ifm Teke-Fuumu
ifu ifu Mayoyao Ifugao
ify ify Keley-I Kallahan
igb igb Ebira
ige ige Igede
igg igg Igana
igl igl Igala
igm igm Kanggape
ign ign Ignaciano
igo igo Isebe
igs igs Interglossa
igw igw Igwe
ihb ihb Iha Based Pidgin
ihi ihi Ihievbe
ihp ihp Iha
ihw ihw Bidhawal
iii ii  Sichuan Yi
iin iin Thiin
iir iir Indo-Iranian languages
ijc ijc Izon
ije ije Biseni
ijj ijj Ede Ije
ijn ijn Kalabari
ijo ijo Ijo languages
ijs ijs Southeast Ijo
ike ike Eastern Canadian Inuktitut
iki iki Iko
ikk ikk Ika
ikl ikl Ikulu
iko iko Olulumo-Ikom
ikp ikp Ikpeshi
ikr ikr Ikaranggal
iks iks Inuit Sign Language
ikt ikt Inuinnaqtun
iku iu  Inuktitut
ikv ikv Iku-Gora-Ankwa
ikw ikw Ikwere
ikx ikx Ik
ikz ikz Ikizu
ila ila Ile Ape
ilb ilb Ila
ile ie  Interlingue
ilg ilg Garig-Ilgar
ili ili Ili Turki
ilk ilk Ilongot
ilm ilm Iranun (Malaysia)
ilp ilp Iranun (Philippines)
ils ils International Sign
ilu ilu Ili''uun
ilv ilv Ilue
ima ima Mala Malasar
imi imi Anamgura
iml iml Miluk
imn imn Imonda
imo imo Imbongu
imr imr Imroing
ims ims Marsian
imt imt Imotong
imy imy Milyan
inb inb Inga
inc inc Indic languages
ine ine Indo-European languages
ing ing Degexit''an
inh inh Ingush
inj inj Jungle Inga
inl inl Indonesian Sign Language
inm inm Minaean
inn inn Isinai
ino ino Inoke-Yate
inp inp Inapari
ins ins Indian Sign Language
int int Intha
inz inz Ineseno
ior ior Inor
iou iou Tuma-Irumu
iow iow Iowa-Oto
ipi ipi Ipili
ipk ik  Inupiaq
ipo ipo Ipiko
iqu iqu Iquito
iqw iqw Ikwo
ira ira Iranian languages
ire ire Iresim
irh irh Irarutu
iri iri Rigwe
irk irk Iraqw
irn irn Irantxe
iro iro Iroquoian languages
irr irr Ir
iru iru Irula
irx irx Kamberau
iry iry Iraya
isa isa Isabi
isc isc Isconahua
isd isd Isnag
ise ise Italian Sign Language
isg isg Irish Sign Language
ish ish Esan
isi isi Nkem-Nkum
isk isk Ishkashimi
ism ism Masimasi
isn isn Isanzu
iso iso Isoko
isr isr Israeli Sign Language
ist ist Istriot
isu isu Isu (Menchum Division)
itb itb Binongan Itneg
itc itc Italic languages
itd itd Southern Tidung
ite ite Itene
iti iti Inlaod Itneg
itk itk Judeo-Italian
itl itl Itelmen
itm itm Itu Mbon Uzo
ito ito Itonama
itr itr Iteri
its its Isekiri
itt itt Maeng Itneg
itv itv Itawit
itw itw Ito
itx itx Itik
ity ity Moyadan Itneg
itz itz Itza
ium ium Iu Mien
ivb ivb Ibatan
ivv ivv Ivatan
iwk iwk I-Wak
iwm iwm Iwam
iwo iwo Iwur
iws iws Sepik Iwam
ixc ixc Ixcatec
ixl ixl Ixil
iya iya Iyayu
iyo iyo Mesaka
iyx iyx Yaka (Congo)
izh izh Ingrian
izr izr Izere
izz izz Izii
jaa jaa Jamamadi
jab jab Hyam
jac jac Popti''
jad jad Jahanka
jae jae Yabem
jaf jaf Jara
jah jah Jah Hut
jaj jaj Zazao
jak jak Jakun
jal jal Yalahatan
jan jan Jandai
jao jao Yanyuwa
jaq jaq Yaqay
jas jas New Caledonian Javanese
jat jat Jakati
jau jau Yaur
jax jax Jambi Malay
jay jay Yan-nhangu
jaz jaz Jawe
jbe jbe Judeo-Berber
jbi jbi Badjiri
jbj jbj Arandai
jbk jbk Barikewa
jbm jbm Bijim
jbn jbn Nafusi
jbr jbr Jofotek-Bromnya
jbt jbt Jabuti
jbu jbu Jukun Takum
jbw jbw Yawijibaya
jcs jcs Jamaican Country Sign Language
jct jct Krymchak
jda jda Jad
jdg jdg Jadgali
jdt jdt Judeo-Tat
jeb jeb Jebero
jee jee Jerung
jeh jeh Jeh
jei jei Yei
jek jek Jeri Kuo
jel jel Yelmek
jen jen Dza
jer jer Jere
jet jet Manem
jeu jeu Jonkor Bourmataguil
jgb jgb Ngbee
jge jge Judeo-Georgian
jgk jgk Gwak
jgo jgo Ngomba
jhi jhi Jehai
jhs jhs Jhankot Sign Language
jia jia Jina
jib jib Jibu
jic jic Tol
jid jid Bu (Kaduna State)
jie jie Jilbe
jig jig Jingulu
jih jih sTodsde
jii jii Jiiddu
jil jil Jilim
jim jim Jimi (Cameroon)
jio jio Jiamao
jiq jiq Guanyinqiao
jit jit Jita
jiu jiu Youle Jinuo
jiv jiv Shuar
jiy jiy Buyuan Jinuo
jje jje Jejueo
jjr jjr Bankal
jka jka Kaera
jkm jkm Mobwa Karen
jko jko Kubo
jkp jkp Paku Karen
jkr jkr Koro (India)
jks jks Amami Koniya Sign Language
jku jku Labir
jle jle Ngile
jls jls Jamaican Sign Language
jma jma Dima
jmb jmb Zumbun
jmc jmc Machame
jmd jmd Yamdena
jmi jmi Jimi (Nigeria)
jml jml Jumli
jmn jmn Makuri Naga
jmr jmr Kamara
jms jms Mashi (Nigeria)
jmw jmw Mouwase
jmx jmx Western Juxtlahuaca Mixtec
jna jna Jangshung
jnd jnd Jandavra
jng jng Yangman
jni jni Janji
jnj jnj Yemsa
jnl jnl Rawat
jns jns Jaunsari
job job Joba
jod jod Wojenaka
jog jog Jogi
jor jor Jora
jos jos Jordanian Sign Language
jow jow Jowulu
jpa jpa Jewish Palestinian Aramaic
jpr jpr Judeo-Persian
jpx jpx Japanese (family)
jqr jqr Jaqaru
jra jra Jarai
jrb jrb Judeo-Arabic
jrr jrr Jiru
jrt jrt Jakattoe
jru jru Japreria
jsl jsl Japanese Sign Language
jua jua Juma
jub jub Wannu
juc juc Jurchen
jud jud Worodougou
juh juh Hone
jui jui Ngadjuri
juk juk Wapan
jul jul Jirel
jum jum Jumjum
jun jun Juang
juo juo Jiba
jup jup Hupde
jur jur Juruna
jus jus Jumla Sign Language
jut jut Jutish
juu juu Ju
juw juw Wapha
juy juy Juray
jvd jvd Javindo
jvn jvn Caribbean Javanese
jwi jwi Jwira-Pepesa
jya jya Jiarong
jye jye Judeo-Yemeni Arabic
jyy jyy Jaya
kad kad Adara
kae kae Ketangalan
kaf kaf Katso
kag kag Kajaman
kah kah Kara (Central African Republic)
kai kai Karekare
kaj kaj Jju
kak kak Kalanguya
kam kam Kamba (Kenya)
kao kao Xaasongaxango
kap kap Bezhta
kaq kaq Capanahua
kar kar Karen languages
kau kr  Kanuri
kav kav Katukina
kaw kaw Kawi
kax kax Kao
kay kay Kamayura
kba kba Kalarko
kbb kbb Kaxuiana
kbc kbc Kadiweu
kbe kbe Kanju
kbg kbg Khamba
kbh kbh Camsa
kbi kbi Kaptiau
kbj kbj Kari
kbk kbk Grass Koiari
kbl kbl Kanembu
kbm kbm Iwal
kbn kbn Kare (Central African Republic)
kbo kbo Keliko
kbq kbq Kamano
kbr kbr Kafa
kbs kbs Kande
kbt kbt Abadi
kbu kbu Kabutra
kbv kbv Dera (Indonesia)
kbw kbw Kaiep
kbx kbx Ap Ma
kby kby Manga Kanuri
kbz kbz Duhwa
kca kca Khanty
kcb kcb Kawacha
kcc kcc Lubila
kcd kcd Ngkalmpw Kanum
kce kce Kaivi
kcf kcf Ukaan
kcg kcg Tyap
kch kch Vono
kci kci Kamantan
kcj kcj Kobiana
kck kck Kalanga
kcl kcl Kela (Papua New Guinea)
kcm kcm Gula (Central African Republic)
kcn kcn Nubi
kco kco Kinalakna
kcp kcp Kanga
kcq kcq Kamo
kcr kcr Katla
kcs kcs Koenoem
kct kct Kaian
kcu kcu Kami (Tanzania)
kcv kcv Kete
kcw kcw Kabwari
kcx kcx Kachama-Ganjule
kcy kcy Korandje
kcz kcz Konongo
kda kda Worimi
kdc kdc Kutu
kdd kdd Yankunytjatjara
kde kde Makonde
kdf kdf Mamusi
kdg kdg Seba
kdh kdh Tem
kdi kdi Kumam
kdj kdj Karamojong
kdk kdk Numee
kdl kdl Tsikimba
kdm kdm Kagoma
kdn kdn Kunda
kdo kdo Kordofanian languages
kdp kdp Kaningdon-Nindem
kdq kdq Koch
kdr kdr Karaim
kdt kdt Kuy
kdu kdu Kadaru
kdw kdw Koneraw
kdx kdx Kam
kdy kdy Keder
kdz kdz Kwaja
keb keb Kele
kec kec Keiga
ked ked Kerewe
kee kee Eastern Keres
kef kef Kpessi
keg keg Tese
keh keh Keak
kei kei Kei
kej kej Kadar
kek kek Kekchi
kel kel Kela (Democratic Republic of Congo)
kem kem Kemak
ken ken Kenyang
keo keo Kakwa
kep kep Kaikadi
keq keq Kamar
ker ker Kera
kes kes Kugbo
ket ket Ket
keu keu Akebu
kev kev Kanikkaran
kew kew West Kewa
kex kex Kukna
key key Kupia
kez kez Kukele
kfa kfa Kodava
kfb kfb Northwestern Kolami
kfc kfc Konda-Dora
kfd kfd Korra Koraga
kfe kfe Kota (India)
kff kff Koya
kfg kfg Kudiya
kfh kfh Kurichiya
kfi kfi Kannada Kurumba
kfj kfj Kemiehua
kfk kfk Kinnauri
kfl kfl Kung
kfm kfm Khunsari
kfn kfn Kuk
kfo kfo Koro (Cote d''Ivoire)
kfp kfp Korwa
kfq kfq Korku
kfr kfr Kachhi
kfs kfs Bilaspuri
kft kft Kanjari
kfu kfu Katkari
kfv kfv Kurmukar
kfw kfw Kharam Naga
kfx kfx Kullu Pahari
kfy kfy Kumaoni
kfz kfz Koromfe
kga kga Koyaga
kgb kgb Kawe
kge kge Komering
kgf kgf Kube
kgg kgg Kusunda
kgi kgi Selangor Sign Language
kgj kgj Gamale Kham
kgk kgk Kaiwa
kgl kgl Kunggari
kgm kgm Karipuna
kgn kgn Karingani
kgo kgo Krongo
kgp kgp Kaingang
kgq kgq Kamoro
kgr kgr Abun
kgs kgs Kumbainggar
kgt kgt Somyev
kgu kgu Kobol
kgv kgv Karas
kgw kgw Karon Dori
kgx kgx Kamaru
kgy kgy Kyerung
kha kha Khasi
khb khb Lu
khc khc Tukang Besi North
khd khd Badi Kanum
khe khe Korowai
khf khf Khuen
khg khg Khams Tibetan
khh khh Kehu
khi khi Khoisan languages
khj khj Kuturmi
khl khl Lusi
khn khn Khandesi
kho kho Khotanese
khp khp Kapori
khq khq Koyra Chiini Songhay
khr khr Kharia
khs khs Kasua
kht kht Khamti
khu khu Nkhumbi
khv khv Khvarshi
khw khw Khowar
khx khx Kanu
khy khy Kele (Democratic Republic of Congo)
khz khz Keapara
kia kia Kim
kib kib Koalib
kic kic Kickapoo
kid kid Koshin
kie kie Kibet
kif kif Eastern Parbate Kham
kig kig Kimaama
kih kih Kilmeri
kii kii Kitsai
kij kij Kilivila
kil kil Kariya
kim kim Karagas
kio kio Kiowa
kip kip Sheshi Kham
kiq kiq Kosadle
kis kis Kis
kit kit Agob
kiu kiu Kirmanjki (individual language)
kiv kiv Kimbu
kiw kiw Northeast Kiwai
kix kix Khiamniungan Naga
kiy kiy Kirikiri
kiz kiz Kisi
kja kja Mlap
kjb kjb Q''anjob''al
kjc kjc Coastal Konjo
kjd kjd Southern Kiwai
kje kje Kisar
kjg kjg Khmu
kjh kjh Khakas
kji kji Zabana
kjj kjj Khinalugh
kjk kjk Highland Konjo
kjl kjl Western Parbate Kham
kjm kjm Khang
kjn kjn Kunjen
kjo kjo Harijan Kinnauri
kjp kjp Pwo Eastern Karen
kjq kjq Western Keres
kjr kjr Kurudu
kjs kjs East Kewa
kjt kjt Phrae Pwo Karen
kju kju Kashaya
kjv kjv Kaikavian Literary Language
kjx kjx Ramopa
kjy kjy Erave
kjz kjz Bumthangkha
kka kka Kakanda
kkb kkb Kwerisa
kkc kkc Odoodee
kkd kkd Kinuku
kke kke Kakabe
kkf kkf Kalaktang Monpa
kkg kkg Mabaka Valley Kalinga
kkh kkh Khun
kki kki Kagulu
kkj kkj Kako
kkk kkk Kokota
kkl kkl Kosarek Yale
kkm kkm Kiong
kkn kkn Kon Keu
kko kko Karko
kkp kkp Gugubera
kkq kkq Kaeku
kkr kkr Kir-Balar
kks kks Giiwo
kkt kkt Koi
kku kku Tumi
kkv kkv Kangean
kkw kkw Teke-Kukuya
kkx kkx Kohin
kky kky Guugu Yimidhirr
kkz kkz Kaska
kla kla Klamath-Modoc
klb klb Kiliwa
klc klc Kolbila
kld kld Gamilaraay
kle kle Kulung (Nepal)
klf klf Kendeje
klg klg Tagakaulo
klh klh Weliki
kli kli Kalumpang
klj klj Khalaj
klk klk Kono (Nigeria)
kll kll Kagan Kalagan
klm klm Migum
kln kln Kalenjin
klo klo Kapya
klp klp Kamasa
klq klq Rumu
klr klr Khaling
kls kls Kalasha
klt klt Nukna
klu klu Klao
klv klv Maskelynes
klw klw Tado
klx klx Koluwawa
kly kly Kalao
klz klz Kabola
kma kma Konni
kmc kmc Southern Dong
kmd kmd Majukayang Kalinga
kme kme Bakole
kmf kmf Kare (Papua New Guinea)
kmg kmg Kate
kmh kmh Kalam
kmi kmi Kami (Nigeria)
kmj kmj Kumarbhag Paharia
kmk kmk Limos Kalinga
kml kml Tanudan Kalinga
kmm kmm Kom (India)
kmn kmn Awtuw
kmo kmo Kwoma
kmp kmp Gimme
kmq kmq Kwama
kms kms Kamasau
kmt kmt Kemtuik
kmu kmu Kanite
kmv kmv Karipuna Creole French
kmw kmw Komo (Democratic Republic of Congo)
kmx kmx Waboda
kmy kmy Koma
kmz kmz Khorasani Turkish
kna kna Dera (Nigeria)
knb knb Lubuagan Kalinga
knd knd Konda
kne kne Kankanaey
knf knf Mankanya
kng kng Koongo
kni kni Kanufi
knj knj Western Kanjobal
knk knk Kuranko
knl knl Keninjal
knm knm Kanamari
knn knn Konkani (individual language)
kno kno Kono (Sierra Leone)
knp knp Kwanja
knq knq Kintaq
knr knr Kaningra
kns kns Kensiu
knt knt Panoan Katukina
knu knu Kono (Guinea)
knv knv Tabo
knw knw Kung-Ekoka
knx knx Kendayan
kny kny Kanyok
knz knz Kalamse
koa koa Konomala
koc koc Kpati
kod kod Kodi
koe koe Kacipo-Bale Suri
kof kof Kubi
kog kog Cogui
koh koh Koyo
kol kol Kol (Papua New Guinea)
koo koo Konzo
kop kop Waube
koq koq Kota (Gabon)
kos kos Kosraean
kot kot Lagwan
kou kou Koke
kov kov Kudu-Camo
kow kow Kugama
koy koy Koyukon
koz koz Korak
kpa kpa Kutto
kpb kpb Mullu Kurumba
kpc kpc Curripaco
kpd kpd Koba
kpe kpe Kpelle
kpf kpf Komba
kpg kpg Kapingamarangi
kph kph Kplang
kpi kpi Kofei
kpj kpj Karaja
kpk kpk Kpan
kpl kpl Kpala
kpm kpm Koho
kpn kpn Kepkiriwat
kpo kpo Ikposo
kpq kpq Korupun-Sela
kpr kpr Korafe-Yegha
kps kps Tehit
kpt kpt Karata
kpu kpu Kafoa
kpw kpw Kobon
kpx kpx Mountain Koiali
kpy kpy Koryak
kpz kpz Kupsabiny
kqa kqa Mum
kqb kqb Kovai
kqc kqc Doromu-Koki
kqd kqd Koy Sanjaq Surat
kqe kqe Kalagan
kqf kqf Kakabai
kqg kqg Khe
kqh kqh Kisankasa
kqi kqi Koitabu
kqj kqj Koromira
kqk kqk Kotafon Gbe
kql kql Kyenele
kqm kqm Khisa
kqn kqn Kaonde
kqo kqo Eastern Krahn
kqp kqp Kimre
kqq kqq Krenak
kqr kqr Kimaragang
kqs kqs Northern Kissi
kqt kqt Klias River Kadazan
kqu kqu Seroa
kqv kqv Okolod
kqw kqw Kandas
kqx kqx Mser
kqy kqy Koorete
kqz kqz Korana
kra kra Kumhali
krb krb Karkin
krd krd Kairui-Midiki
kre kre Panara
krf krf Koro (Vanuatu)
krh krh Kurama
kri kri Krio
krj krj Kinaray-A
krk krk Kerek
krn krn Sapo
kro kro Kru languages
krp krp Korop
krr krr Krung
krs krs Gbaya (Sudan)
krt krt Tumari Kanuri
kru kru Kurukh
krv krv Kavet
krw krw Western Krahn
krx krx Karon
kry kry Kryts
krz krz Sota Kanum
ksa ksa Shuwa-Zamani
ksb ksb Shambala
ksc ksc Southern Kalinga
ksd ksd Kuanua
kse kse Kuni
ksf ksf Bafia
ksg ksg Kusaghe
ksi ksi Krisa
ksj ksj Uare
ksk ksk Kansa
ksl ksl Kumalu
ksm ksm Kumba
ksn ksn Kasiguranin
kso kso Kofa
ksp ksp Kaba
ksq ksq Kwaami
ksr ksr Borong
kss kss Southern Kisi
kst kst Winye
ksu ksu Khamyang
ksv ksv Kusu
ksw ksw S''gaw Karen
ksx ksx Kedang
ksy ksy Kharia Thar
ksz ksz Kodaku
kta kta Katua
ktb ktb Kambaata
ktc ktc Kholok
ktd ktd Kokata
kte kte Nubri
ktf ktf Kwami
ktg ktg Kalkutung
kth kth Karanga
kti kti North Muyu
ktj ktj Plapo Krumen
ktk ktk Kaniet
ktl ktl Koroshi
ktm ktm Kurti
ktn ktn Karitiana
kto kto Kuot
ktp ktp Kaduo
ktq ktq Katabaga
kts kts South Muyu
ktt ktt Ketum
ktu ktu Kituba (Democratic Republic of Congo)
ktv ktv Eastern Katu
ktw ktw Kato
ktx ktx Kaxarari
kty kty Kango (Bas-Uele District)
ktz ktz Ju!''hoan
kua kj  Kuanyama
kub kub Kutep
kuc kuc Kwinsu
kud kud ''Auhelawa
kue kue Kuman (Papua New Guinea)
kuf kuf Western Katu
kug kug Kupa
kuh kuh Kushi
kui kui Kuikuro-Kalapalo
kuj kuj Kuria
kuk kuk Kepo''
kul kul Kulere
kun kun Kunama
kuo kuo Kumukio
kup kup Kunimaipa
kuq kuq Karipuna (kuq)
kus kus Kusaal
kut kut Kutenai
kuu kuu Upper Kuskokwim
kuv kuv Kur
kuw kuw Kpagua
kux kux Kukatja
kuy kuy Kuuku-Ya''u
kuz kuz Kunza
kva kva Bagvalal
kvb kvb Kubu
kvc kvc Kove
kvd kvd Kui (Indonesia)
kve kve Kalabakan
kvf kvf Kabalai
kvg kvg Kuni-Boazi
kvh kvh Komodo
kvi kvi Kwang
kvj kvj Psikye
kvk kvk Korean Sign Language
kvl kvl Kayaw
kvm kvm Kendem
kvn kvn Border Kuna
kvo kvo Dobel
kvp kvp Kompane
kvq kvq Geba Karen
kvr kvr Kerinci
kvt kvt Lahta Karen
kvu kvu Yinbaw Karen
kvv kvv Kola
kvw kvw Wersing
kvx kvx Parkari Koli
kvy kvy Yintale Karen
kvz kvz Tsakwambo
kwa kwa Daw
kwb kwb Kwa
kwc kwc Likwala
kwd kwd Kwaio
kwe kwe Kwerba
kwf kwf Kwara''ae
kwg kwg Sara Kaba Deme
kwh kwh Kowiai
kwi kwi Awa-Cuaiquer
kwj kwj Kwanga
kwk kwk Kwakiutl
kwl kwl Kofyar
kwm kwm Kwambi
kwn kwn Kwangali
kwo kwo Kwomtari
kwp kwp Kodia
kwr kwr Kwer
kws kws Kwese
kwt kwt Kwesten
kwu kwu Kwakum
kwv kwv Sara Kaba Naa
kww kww Kwinti
kwx kwx Khirwar
kwy kwy San Salvador Kongo
kwz kwz Kwadi
kxa kxa Kairiru
kxb kxb Krobu
kxc kxc Konso
kxd kxd Brunei
kxf kxf Manumanaw Karen
kxh kxh Karo (Ethiopia)
kxi kxi Keningau Murut
kxj kxj Kulfa
kxk kxk Zayein Karen
kxm kxm Northern Khmer
kxn kxn Kanowit-Tanjong Melanau
kxo kxo Kanoe
kxp kxp Wadiyara Koli
kxq kxq Smarky Kanum
kxr kxr Koro (Papua New Guinea)
kxs kxs Kangjia
kxt kxt Koiwat
kxv kxv Kuvi
kxw kxw Konai
kxx kxx Likuba
kxy kxy Kayong
kxz kxz Kerewo
kya kya Kwaya
kyb kyb Butbut Kalinga
kyc kyc Kyaka
kyd kyd Karey
kye kye Krache
kyf kyf Kouya
kyg kyg Keyagana
kyh kyh Karok
kyi kyi Kiput
kyj kyj Karao
kyk kyk Kamayo
kyl kyl Kalapuya
kym kym Kpatili
kyn kyn Northern Binukidnon
kyo kyo Kelon
kyp kyp Kang
kyq kyq Kenga
kyr kyr Kuruaya
kys kys Baram Kayan
kyt kyt Kayagar
kyu kyu Western Kayah
kyv kyv Kayort
kyw kyw Kudmali
kyx kyx Rapoisi
kyy kyy Kambaira
kyz kyz Kayabi
kza kza Western Karaboro
kzb kzb Kaibobo
kzc kzc Bondoukou Kulango
kzd kzd Kadai
kze kze Kosena
kzf kzf Da''a Kaili
kzg kzg Kikai
kzi kzi Kelabit
kzk kzk Kazukuru
kzl kzl Kayeli
kzm kzm Kais
kzn kzn Kokola
kzo kzo Kaningi
kzp kzp Kaidipang
kzq kzq Kaike
kzr kzr Karang
kzs kzs Sugut Dusun
kzu kzu Kayupulau
kzv kzv Komyandaret
kzw kzw Kariri-Xoco
kzx kzx Kamarian
kzy kzy Kango (Tshopo District)
kzz kzz Kalabra
laa laa Southern Subanen
lab lab Linear A
lac lac Lacandon
lae lae Pattani
laf laf Lafofa
lag lag Langi
lah lah Lahnda
lai lai Lambya
laj laj Lango (Uganda)
lal lal Lalia
lam lam Lamba
lan lan Laru
lap lap Laka (Chad)
laq laq Qabiao
lar lar Larteh
las las Lama (Togo)
lau lau Laba
law law Lauje
lax lax Tiwa
lay lay Lama Bai
laz laz Aribwatsa
lbb lbb Label
lbc lbc Lakkia
lbf lbf Tinani
lbg lbg Laopang
lbi lbi La''bi
lbj lbj Ladakhi
lbk lbk Central Bontok
lbl lbl Libon Bikol
lbm lbm Lodhi
lbn lbn Rmeet
lbo lbo Laven
lbq lbq Wampar
lbr lbr Lohorung
lbs lbs Libyan Sign Language
lbt lbt Lachi
lbu lbu Labu
lbv lbv Lavatbura-Lamusong
lbw lbw Tolaki
lbx lbx Lawangan
lby lby Lamalama
lbz lbz Lardil
lcc lcc Legenyem
lcd lcd Lola
lce lce Loncong
lcf lcf Lubu
lch lch Luchazi
lcl lcl Lisela
lcm lcm Tungag
lcp lcp Western Lawa
lcq lcq Luhu
lcs lcs Lisabata-Nuniali
lda lda Kla-Dan
ldb ldb Duya
ldd ldd Luri
ldg ldg Lenyima
ldh ldh Lamja-Dengsa-Tola
ldi ldi Laari
ldj ldj Lemoro
ldk ldk Leelau
ldl ldl Kaan
ldm ldm Landoma
ldn ldn Laadan
ldo ldo Loo
ldp ldp Tso
ldq ldq Lufu
lea lea Lega-Shabunda
leb leb Lala-Bisa
lec lec Leco
led led Lendu
lee lee Lyele
lef lef Lelemi
leh leh Lenje
lei lei Lemio
lej lej Lengola
lek lek Leipon
lel lel Lele (Democratic Republic of Congo)
lem lem Nomaande
len len Lenca
leo leo Leti (Cameroon)
lep lep Lepcha
leq leq Lembena
ler ler Lenkau
les les Lese
let let Lesing-Gelimi
leu leu Kara (Papua New Guinea)
lev lev Lamma
lew lew Ledo Kaili
lex lex Luang
ley ley Lemolang
lfa lfa Lefa
lga lga Lungga
lgb lgb Laghu
lgg lgg Lugbara
lgh lgh Laghuu
lgi lgi Lengilu
lgk lgk Lingarak
lgl lgl Wala
lgm lgm Lega-Mwenga
lgn lgn T''apo
lgo lgo Lango (South Sudan)
lgq lgq Logba
lgr lgr Lengo
lgt lgt Pahi
lgu lgu Longgu
lgz lgz Ligenza
lha lha Laha (Viet Nam)
lhh lhh Laha (Indonesia)
lhi lhi Lahu Shi
lhl lhl Lahul Lohar
lhm lhm Lhomi
lhn lhn Lahanan
lhp lhp Lhokpu
lhs lhs Mlahso
lht lht Lo-Toga
lhu lhu Lahu
lia lia West-Central Limba
lib lib Likum
lic lic Hlai
lid lid Nyindrou
lie lie Likila
lif lif Limbu
lig lig Ligbi
lih lih Lihir
lik lik Lika
lil lil Lillooet
lio lio Liki
lip lip Sekpele
liq liq Libido
lir lir Liberian English
lis lis Lisu
liu liu Logorik
liw liw Col
lix lix Liabuku
liy liy Banda-Bambari
liz liz Libinza
lja lja Golpa
lje lje Rampi
lji lji Laiyolo
ljl ljl Li''o
ljp ljp Lampung Api
ljw ljw Yirandali
ljx ljx Yuru
lka lka Lakalei
lkb lkb Kabras
lkc lkc Kucong
lkd lkd Lakonde
lke lke Kenyi
lkh lkh Lakha
lki lki Laki
lkj lkj Remun
lkl lkl Laeko-Libuat
lkm lkm Kalaamaya
lkn lkn Lakon
lko lko Khayo
lkr lkr Pari
lks lks Kisa
lkt lkt Lakota
lku lku Kungkari
lky lky Lokoya
lla lla Lala-Roba
llb llb Lolo
llc llc Lele (Guinea)
lle lle Lele (Papua New Guinea)
llf llf Hermit
llg llg Lole
llh llh Lamu
lli lli Teke-Laali
llj llj Ladji Ladji
llk llk Lelak
lll lll Lilau
llm llm Lasalimu
lln lln Lele (Chad)
llp llp North Efate
llq llq Lolak
lls lls Lithuanian Sign Language
llu llu Lau
llx llx Lauan
lma lma East Limba
lmb lmb Merei
lmc lmc Limilngan
lmd lmd Lumun
lme lme Peve
lmf lmf South Lembata
lmg lmg Lamogai
lmh lmh Lambichhong
lmi lmi Lombi
lmj lmj West Lembata
lmk lmk Lamkang
lml lml Hano
lmn lmn Lambadi
lmp lmp Limbum
lmq lmq Lamatuka
lmr lmr Lamalera
lmu lmu Lamenu
lmv lmv Lomaiviti
lmw lmw Lake Miwok
lmx lmx Laimbue
lmy lmy Lamboya
lna lna Langbashe
lnb lnb Mbalanhu
lnd lnd Lundayeh
lng lng Langobardic
lnh lnh Lanoh
lni lni Daantanai''
lnj lnj Leningitij
lnl lnl South Central Banda
lnm lnm Langam
lnn lnn Lorediakarkar
lns lns Lamnso''
lnu lnu Longuda
lnw lnw Lanima
lnz lnz Lonzo
loa loa Loloda
lob lob Lobi
loc loc Inonhan
loe loe Saluan
lof lof Logol
log log Logo
loh loh Narim
loi loi Loma (Cote d''Ivoire)
loj loj Lou
lok lok Loko
lol lol Mongo
lom lom Loma (Liberia)
lon lon Malawi Lomwe
loo loo Lombo
lop lop Lopa
loq loq Lobala
lor lor Teen
los los Loniu
lot lot Otuho
lou lou Louisiana Creole
lov lov Lopi
low low Tampias Lobu
lox lox Loun
loy loy Loke
loz loz Lozi
lpa lpa Lelepa
lpe lpe Lepki
lpn lpn Long Phuri Naga
lpo lpo Lipo
lpx lpx Lopit
lqr lqr Logir
lra lra Rara Bakati''
lrc lrc Northern Luri
lre lre Laurentian
lrg lrg Laragia
lri lri Marachi
lrk lrk Loarki
lrl lrl Lari
lrm lrm Marama
lrn lrn Lorang
lro lro Laro
lrr lrr Southern Yamphu
lrt lrt Larantuka Malay
lrv lrv Larevat
lrz lrz Lemerig
lsa lsa Lasgerdi
lsb lsb Burundian Sign Language
lsc lsc Albarradas Sign Language
lsd lsd Lishana Deni
lse lse Lusengo
lsh lsh Lish
lsi lsi Lashi
lsl lsl Latvian Sign Language
lsm lsm Saamia
lsn lsn Tibetan Sign Language
lso lso Laos Sign Language
lsp lsp Panamanian Sign Language
lsr lsr Aruop
lss lss Lasi
lst lst Trinidad and Tobago Sign Language
lsv lsv Sivia Sign Language
lsw lsw Seychelles Sign Language
lsy lsy Mauritian Sign Language
ltc ltc Late Middle Chinese
lth lth Thur
lti lti Leti (Indonesia)
ltn ltn Latunde
lto lto Tsotso
lts lts Tachoni
ltu ltu Latu
lub lu  Luba-Katanga
luc luc Aringa
lud lud Ludian
lue lue Luvale
luf luf Laua
lui lui Luiseno
luj luj Luna
luk luk Lunanakha
lul lul Olu''bo
lum lum Luimbi
lun lun Lunda
lup lup Lumbu
luq luq Lucumi
lur lur Laura
lut lut Lushootseed
luu luu Lumba-Yakkha
luv luv Luwati
luw luw Luo (Cameroon)
luy luy Luyia
luz luz Southern Luri
lva lva Maku''a
lvi lvi Lavi
lvk lvk Lavukaleve
lvu lvu Levuka
lwa lwa Lwalu
lwe lwe Lewo Eleng
lwg lwg Wanga
lwh lwh White Lachi
lwl lwl Eastern Lawa
lwm lwm Laomian
lwo lwo Luwo
lws lws Malawian Sign Language
lwt lwt Lewotobi
lwu lwu Lawu
lww lww Lewo
lxm lxm Lakurumau
lya lya Layakha
lyg lyg Lyngngam
lyn lyn Luyana
lzl lzl Litzlitz
lzn lzn Leinong Naga
lzz lzz Laz
maa maa San Jeronimo Tecoatl Mazatec
mab mab Yutanduchi Mixtec
mac mk  Macedonian
mae mae Bo-Rukul
maf maf Mafa
maj maj Jalapa De Diaz Mazatec
mak mak Makasar
mam mam Mam
man man Mandingo
mao mi  Maori
map map Austronesian languages
maq maq Chiquihuitlan Mazatec
mas mas Masai
mat mat San Francisco Matlatzinca
mau mau Huautla Mazatec
mav mav Satere-Mawe
maw maw Mampruli
max max North Moluccan Malay
may ms  Malay
maz maz Central Mazahua
mba mba Higaonon
mbb mbb Western Bukidnon Manobo
mbc mbc Macushi
mbd mbd Dibabawon Manobo
mbe mbe Molale
mbf mbf Baba Malay
mbh mbh Mangseng
mbi mbi Ilianen Manobo
mbj mbj Nadeb
mbk mbk Malol
mbl mbl Maxakali
mbm mbm Ombamba
mbn mbn Macaguan
mbo mbo Mbo (Cameroon)
mbp mbp Malayo
mbq mbq Maisin
mbr mbr Nukak Maku
mbs mbs Sarangani Manobo
mbt mbt Matigsalug Manobo
mbu mbu Mbula-Bwazza
mbv mbv Mbulungish
mbw mbw Maring
mbx mbx Mari (East Sepik Province)
mby mby Memoni
mbz mbz Amoltepec Mixtec
mca mca Maca
mcb mcb Machiguenga
mcc mcc Bitur
mcd mcd Sharanahua
mce mce Itundujia Mixtec
mcf mcf Matses
mcg mcg Mapoyo
mch mch Maquiritari
mci mci Mese
mcj mcj Mvanip
mck mck Mbunda
mcl mcl Macaguaje
mcm mcm Malaccan Creole Portuguese
mcn mcn Masana
mco mco Coatlan Mixe
mcp mcp Makaa
mcq mcq Ese
mcr mcr Menya
mcs mcs Mambai
mct mct Mengisa
mcu mcu Cameroon Mambila
mcv mcv Minanibai
mcw mcw Mawa (Chad)
mcx mcx Mpiemo
mcy mcy South Watut
mcz mcz Mawan
mda mda Mada (Nigeria)
mdb mdb Morigi
mdc mdc Male (Papua New Guinea)
mdd mdd Mbum
mde mde Maba (Chad)
mdg mdg Massalat
mdh mdh Maguindanaon
mdi mdi Mamvu
mdj mdj Mangbetu
mdk mdk Mangbutu
mdl mdl Maltese Sign Language
mdm mdm Mayogo
mdn mdn Mbati
mdp mdp Mbala
mdq mdq Mbole
mdr mdr Mandar
mds mds Maria (Papua New Guinea)
mdt mdt Mbere
mdu mdu Mboko
mdv mdv Santa Lucia Monteverde Mixtec
mdw mdw Mbosi
mdx mdx Dizin
mdy mdy Male (Ethiopia)
mdz mdz Surui Do Para
mea mea Menka
meb meb Ikobi
mec mec Marra
med med Melpa
mee mee Mengen
mef mef Megam
meh meh Southwestern Tlaxiaco Mixtec
mei mei Midob
mej mej Meyah
mek mek Mekeo
mel mel Central Melanau
mem mem Mangala
men men Mende (Sierra Leone)
meo meo Kedah Malay
mep mep Miriwoong
meq meq Merey
mer mer Meru
mes mes Masmaje
met met Mato
meu meu Motu
mev mev Mano
mew mew Maaka
mey mey Hassaniyya
mez mez Menominee
mfa mfa Pattani Malay
mfb mfb Bangka
mfc mfc Mba
mfd mfd Mendankwe-Nkwen
mfe mfe Morisyen
mff mff Naki
mfg mfg Mogofin
mfh mfh Matal
mfi mfi Wandala
mfj mfj Mefele
mfk mfk North Mofu
mfl mfl Putai
mfm mfm Marghi South
mfn mfn Cross River Mbembe
mfo mfo Mbe
mfp mfp Makassar Malay
mfq mfq Moba
mfr mfr Marrithiyel
mfs mfs Mexican Sign Language
mft mft Mokerang
mfu mfu Mbwela
mfv mfv Mandjak
mfw mfw Mulaha
mfx mfx Melo
mfy mfy Mayo
mfz mfz Mabaan
mga mga Middle Irish (900-1200)
mgb mgb Mararit
mgc mgc Morokodo
mgd mgd Moru
mge mge Mango
mgf mgf Maklew
mgg mgg Mpumpong
mgh mgh Makhuwa-Meetto
mgi mgi Lijili
mgj mgj Abureni
mgk mgk Mawes
mgl mgl Maleu-Kilenge
mgm mgm Mambae
mgn mgn Mbangi
mgo mgo Meta''
mgp mgp Eastern Magar
mgq mgq Malila
mgr mgr Mambwe-Lungu
mgs mgs Manda (Tanzania)
mgt mgt Mongol
mgu mgu Mailu
mgv mgv Matengo
mgw mgw Matumbi
mgy mgy Mbunga
mgz mgz Mbugwe
mha mha Manda (India)
mhb mhb Mahongwe
mhc mhc Mocho
mhd mhd Mbugu
mhe mhe Besisi
mhf mhf Mamaa
mhg mhg Margu
mhi mhi Ma''di
mhj mhj Mogholi
mhk mhk Mungaka
mhl mhl Mauwake
mhm mhm Makhuwa-Moniga
mhn mhn Mocheno
mho mho Mashi (Zambia)
mhp mhp Balinese Malay
mhq mhq Mandan
mhs mhs Buru (Indonesia)
mht mht Mandahuaca
mhu mhu Digaro-Mishmi
mhw mhw Mbukushu
mhx mhx Maru
mhy mhy Ma''anyan
mhz mhz Mor (Mor Islands)
mia mia Miami
mib mib Atatlahuca Mixtec
mic mic Mi''kmaq
mid mid Mandaic
mie mie Ocotepec Mixtec
mif mif Mofu-Gudur
mig mig San Miguel El Grande Mixtec
mih mih Chayuco Mixtec
mii mii Chigmecatitlan Mixtec
mij mij Abar
mik mik Mikasuki
mil mil Penoles Mixtec
mim mim Alacatlatzala Mixtec
mio mio Pinotepa Nacional Mixtec
mip mip Apasco-Apoala Mixtec
miq miq Miskito
mir mir Isthmus Mixe
mit mit Southern Puebla Mixtec
miu miu Cacaloxtepec Mixtec
miw miw Akoye
mix mix Mixtepec Mixtec
miy miy Ayutla Mixtec
miz miz Coatzospan Mixtec
mjb mjb Makalero
mjc mjc San Juan Colorado Mixtec
mjd mjd Northwest Maidu
mje mje Muskum
mjg mjg Tu
mjh mjh Mwera (Nyasa)
mji mji Kim Mun
mjj mjj Mawak
mjk mjk Matukar
mjl mjl Mandeali
mjm mjm Medebur
mjn mjn Ma (Papua New Guinea)
mjo mjo Malankuravan
mjp mjp Malapandaram
mjq mjq Malaryan
mjr mjr Malavedan
mjs mjs Miship
mjt mjt Sauria Paharia
mju mju Manna-Dora
mjv mjv Mannan
mjw mjw Karbi
mjx mjx Mahali
mjy mjy Mahican
mjz mjz Majhi
mka mka Mbre
mkb mkb Mal Paharia
mkc mkc Siliput
mke mke Mawchi
mkf mkf Miya
mkg mkg Mak (China)
mkh mkh Mon-Khmer languages
mki mki Dhatki
mkj mkj Mokilese
mkk mkk Byep
mkl mkl Mokole
mkm mkm Moklen
mkn mkn Kupang Malay
mko mko Mingang Doso
mkp mkp Moikodi
mkq mkq Bay Miwok
mkr mkr Malas
mks mks Silacayoapan Mixtec
mkt mkt Vamale
mku mku Konyanka Maninka
mkv mkv Mafea
mkw mkw Kituba (Congo)
mkx mkx Kinamiging Manobo
mky mky East Makian
mkz mkz Makasae
mla mla Malo
mlb mlb Mbule
mlc mlc Cao Lan
mle mle Manambu
mlf mlf Mal
mlh mlh Mape
mli mli Malimpung
mlj mlj Miltu
mlk mlk Ilwana
mll mll Malua Bay
mlm mlm Mulam
mln mln Malango
mlo mlo Mlomp
mlp mlp Bargam
mlq mlq Western Maninkakan
mlr mlr Vame
mls mls Masalit
mlu mlu To''abaita
mlv mlv Motlav
mlw mlw Moloko
mlx mlx Malfaxal
mlz mlz Malaynon
mma mma Mama
mmb mmb Momina
mmc mmc Michoacan Mazahua
mmd mmd Maonan
mme mme Mae
mmf mmf Mundat
mmg mmg North Ambrym
mmh mmh Mehinaku
mmi mmi Musar
mmj mmj Majhwar
mmk mmk Mukha-Dora
mml mml Man Met
mmm mmm Maii
mmn mmn Mamanwa
mmo mmo Mangga Buang
mmp mmp Siawi
mmq mmq Musak
mmr mmr Western Xiangxi Miao
mmt mmt Malalamai
mmu mmu Mmaala
mmv mmv Miriti
mmw mmw Emae
mmx mmx Madak
mmy mmy Migaama
mmz mmz Mabaale
mna mna Mbula
mnb mnb Muna
mnc mnc Manchu
mnd mnd Monde
mne mne Naba
mnf mnf Mundani
mng mng Eastern Mnong
mnh mnh Mono (Democratic Republic of Congo)
mnj mnj Munji
mnk mnk Mandinka
mnl mnl Tiale
mnm mnm Mapena
mnn mnn Southern Mnong
mno mno Manobo languages
mnp mnp Min Bei Chinese
mnq mnq Minriq
mnr mnr Mono (USA)
mns mns Mansi
mnu mnu Mer
mnv mnv Rennell-Bellona
mnx mnx Manikion
mny mny Manyawa
mnz mnz Moni
moa moa Mwan
moc moc Mocovi
mod mod Mobilian
moe moe Innu
mog mog Mongondow
moh moh Mohawk
moi moi Mboi
moj moj Monzombo
mok mok Morori
mom mom Mangue
moo moo Monom
mop mop Mopan Maya
moq moq Mor (Bomberai Peninsula)
mor mor Moro
mot mot Bari (mot)
mou mou Mogum
mov mov Mohave
mow mow Moi (Congo)
mox mox Molima
moy moy Shekkacho
moz moz Mukulu
mpa mpa Mpoto
mpb mpb Malak Malak
mpc mpc Mangarrayi
mpd mpd Machinere
mpe mpe Majang
mpg mpg Marba
mph mph Maung
mpi mpi Mpade
mpj mpj Martu Wangka
mpk mpk Mbara (Chad)
mpl mpl Middle Watut
mpm mpm Yosondua Mixtec
mpn mpn Mindiri
mpo mpo Miu
mpp mpp Migabac
mpq mpq Matis
mpr mpr Vangunu
mps mps Dadibi
mpt mpt Mian
mpu mpu Makurap
mpv mpv Mungkip
mpw mpw Mapidian
mpx mpx Misima-Panaeati
mpy mpy Mapia
mpz mpz Mpi
mqa mqa Maba (Indonesia)
mqb mqb Mbuko
mqc mqc Mangole
mqe mqe Matepi
mqf mqf Momuna
mqg mqg Kota Bangun Kutai Malay
mqh mqh Tlazoyaltepec Mixtec
mqi mqi Mariri
mqj mqj Mamasa
mqk mqk Rajah Kabunsuwan Manobo
mql mql Mbelime
mqm mqm South Marquesan
mqn mqn Moronene
mqo mqo Modole
mqp mqp Manipa
mqq mqq Minokok
mqr mqr Mander
mqs mqs West Makian
mqt mqt Mok
mqu mqu Mandari
mqv mqv Mosimo
mqw mqw Murupi
mqx mqx Mamuju
mqy mqy Manggarai
mqz mqz Pano
mra mra Mlabri
mrb mrb Marino
mrc mrc Maricopa
mrd mrd Western Magar
mre mre Martha''s Vineyard Sign Language
mrf mrf Elseng
mrg mrg Mising
mrh mrh Mara Chin
mrk mrk Hmwaveke
mrl mrl Mortlockese
mrm mrm Merlav
mrn mrn Cheke Holo
mro mro Mru
mrp mrp Morouas
mrq mrq North Marquesan
mrr mrr Maria (India)
mrs mrs Maragus
mrt mrt Marghi Central
mru mru Mono (Cameroon)
mrv mrv Mangareva
mrw mrw Maranao
mrx mrx Maremgi
mry mry Mandaya
mrz mrz Marind
msb msb Masbatenyo
msc msc Sankaran Maninka
msd msd Yucatec Maya Sign Language
mse mse Musey
msf msf Mekwei
msg msg Moraid
msh msh Masikoro Malagasy
msi msi Sabah Malay
msj msj Ma (Democratic Republic of Congo)
msk msk Mansaka
msl msl Molof
msm msm Agusan Manobo
msn msn Vures
mso mso Mombum
msp msp Maritsaua
msq msq Caac
msr msr Mongolian Sign Language
mss mss West Masela
msu msu Musom
msv msv Maslam
msw msw Mansoanka
msx msx Moresada
msy msy Aruamu
msz msz Momare
mta mta Cotabato Manobo
mtb mtb Anyin Morofo
mtc mtc Munit
mtd mtd Mualang
mte mte Mono (Solomon Islands)
mtf mtf Murik (Papua New Guinea)
mtg mtg Una
mth mth Munggui
mti mti Maiwa (Papua New Guinea)
mtj mtj Moskona
mtk mtk Mbe''
mtl mtl Montol
mtm mtm Mator
mtn mtn Matagalpa
mto mto Totontepec Mixe
mtp mtp Wichi Lhamtes Nocten
mtq mtq Muong
mtr mtr Mewari
mts mts Yora
mtt mtt Mota
mtu mtu Tututepec Mixtec
mtv mtv Asaro''o
mtw mtw Southern Binukidnon
mtx mtx Tidaa Mixtec
mty mty Nabi
mua mua Mundang
mub mub Mubi
muc muc Ajumbu
mud mud Mednyj Aleut
mue mue Media Lengua
mug mug Musgu
muh muh Mundu
mui mui Musi
muj muj Mabire
muk muk Mugom
mul mul Multiple languages
mum mum Maiwala
mun mun Munda languages
muo muo Nyong
mup mup Malvi
muq muq Eastern Xiangxi Miao
mur mur Murle
mus mus Creek
mut mut Western Muria
muu muu Yaaku
muv muv Muthuvan
mux mux Bo-Ung
muy muy Muyang
muz muz Mursi
mva mva Manam
mvb mvb Mattole
mvd mvd Mamboru
mve mve Marwari (Pakistan)
mvf mvf Peripheral Mongolian
mvg mvg Yucuane Mixtec
mvh mvh Mulgi
mvi mvi Miyako
mvk mvk Mekmek
mvl mvl Mbara (Australia)
mvn mvn Minaveha
mvo mvo Marovo
mvp mvp Duri
mvq mvq Moere
mvr mvr Marau
mvs mvs Massep
mvt mvt Mpotovoro
mvu mvu Marfa
mvv mvv Tagal Murut
mvw mvw Machinga
mvx mvx Meoswar
mvy mvy Indus Kohistani
mvz mvz Mesqan
mwa mwa Mwatebu
mwb mwb Juwal
mwc mwc Are
mwe mwe Mwera (Chimwera)
mwf mwf Murrinh-Patha
mwg mwg Aiklep
mwh mwh Mouk-Aria
mwi mwi Labo
mwk mwk Kita Maninkakan
mwm mwm Sar
mwn mwn Nyamwanga
mwo mwo Central Maewo
mwp mwp Kala Lagaw Ya
mwq mwq Mun Chin
mwr mwr Marwari
mws mws Mwimbi-Muthambi
mwt mwt Moken
mwu mwu Mittu
mwv mwv Mentawai
mww mww Hmong Daw
mwz mwz Moingi
mxa mxa Northwest Oaxaca Mixtec
mxb mxb Tezoatlan Mixtec
mxc mxc Manyika
mxd mxd Modang
mxe mxe Mele-Fila
mxf mxf Malgbe
mxg mxg Mbangala
mxh mxh Mvuba
mxi mxi Mozarabic
mxj mxj Miju-Mishmi
mxk mxk Monumbo
mxl mxl Maxi Gbe
mxm mxm Meramera
mxn mxn Moi (Indonesia)
mxo mxo Mbowe
mxp mxp Tlahuitoltepec Mixe
mxq mxq Juquila Mixe
mxr mxr Murik (Malaysia)
mxs mxs Huitepec Mixtec
mxt mxt Jamiltepec Mixtec
mxu mxu Mada (Cameroon)
mxv mxv Metlatonoc Mixtec
mxw mxw Namo
mxx mxx Mahou
mxy mxy Southeastern Nochixtlan Mixtec
mxz mxz Central Masela
myb myb Mbay
myc myc Mayeka
mye mye Myene
myf myf Bambassi
myg myg Manta
myh myh Makah
myj myj Mangayat
myk myk Mamara Senoufo
myl myl Moma
mym mym Me''en
myn myn Mayan languages
myo myo Anfillo
myp myp Piraha
myr myr Muniche
mys mys Mesmes
myu myu Munduruku
myw myw Muyuw
myx myx Masaaba
myy myy Macuna
myz myz Classical Mandaic
mza mza Santa Maria Zacatepec Mixtec
mzb mzb Tumzabt
mzc mzc Madagascar Sign Language
mzd mzd Malimba
mze mze Morawa
mzg mzg Monastic Sign Language
mzh mzh Wichi Lhamtes Guisnay
mzi mzi Ixcatlan Mazatec
mzj mzj Manya
mzk mzk Nigeria Mambila
mzl mzl Mazatlan Mixe
mzm mzm Mumuye
mzo mzo Matipuhy
mzp mzp Movima
mzq mzq Mori Atas
mzr mzr Marubo
mzs mzs Macanese
mzt mzt Mintil
mzu mzu Inapang
mzv mzv Manza
mzw mzw Deg
mzx mzx Mawayana
mzy mzy Mozambican Sign Language
mzz mzz Maiadomu
naa naa Namla
nab nab Southern Nambikuara
nac nac Narak
nae nae Naka''ela
naf naf Nabak
nag nag Naga Pidgin
nai nai North American Indian languages
naj naj Nalu
nak nak Nakanai
nal nal Nalik
nam nam Ngan''gityemerri
nao nao Naaba
naq naq Khoekhoe
nar nar Iguta
nas nas Naasioi
nat nat Cahungwarya
nau na  Nauru
naw naw Nawuri
nax nax Nakwi
nay nay Ngarrindjeri
naz naz Coatepec Nahuatl
nba nba Nyemba
nbb nbb Ndoe
nbc nbc Chang Naga
nbd nbd Ngbinda
nbe nbe Konyak Naga
nbg nbg Nagarchal
nbh nbh Ngamo
nbi nbi Mao Naga
nbj nbj Ngarinyman
nbk nbk Nake
nbl nr  South Ndebele
nbm nbm Ngbaka Ma''bo
nbn nbn Kuri
nbo nbo Nkukoli
nbp nbp Nnam
nbq nbq Nggem
nbr nbr Numana
nbs nbs Namibian Sign Language
nbt nbt Na
nbu nbu Rongmei Naga
nbv nbv Ngamambo
nbw nbw Southern Ngbandi
nby nby Ningera
nca nca Iyo
ncb ncb Central Nicobarese
ncc ncc Ponam
ncd ncd Nachering
nce nce Yale
ncf ncf Notsi
ncg ncg Nisga''a
nch nch Central Huasteca Nahuatl
nci nci Classical Nahuatl
ncj ncj Northern Puebla Nahuatl
nck nck Na-kara
ncl ncl Michoacan Nahuatl
ncm ncm Nambo
ncn ncn Nauna
nco nco Sibe
ncq ncq Northern Katang
ncr ncr Ncane
ncs ncs Nicaraguan Sign Language
nct nct Chothe Naga
ncu ncu Chumburung
ncx ncx Central Puebla Nahuatl
ncz ncz Natchez
nda nda Ndasa
ndb ndb Kenswei Nsei
ndc ndc Ndau
ndd ndd Nde-Nsele-Nta
ndf ndf Nadruvian
ndg ndg Ndengereko
ndh ndh Ndali
ndi ndi Samba Leko
ndj ndj Ndamba
ndk ndk Ndaka
ndl ndl Ndolo
ndm ndm Ndam
ndn ndn Ngundi
ndo ng  Ndonga
ndp ndp Ndo
ndq ndq Ndombe
ndr ndr Ndoola
ndt ndt Ndunga
ndu ndu Dugun
ndv ndv Ndut
ndw ndw Ndobo
ndx ndx Nduga
ndy ndy Lutos
ndz ndz Ndogo
nea nea Eastern Ngad''a
neb neb Toura (Cote d''Ivoire)
nec nec Nedebang
ned ned Nde-Gbite
nee nee Nelemwa-Nixumwak
nef nef Nefamese
neg neg Negidal
neh neh Nyenkha
nei nei Neo-Hittite
nej nej Neko
nek nek Neku
nem nem Nemi
nen nen Nengone
neo neo Na-Meo
neq neq North Central Mixe
ner ner Yahadian
nes nes Bhoti Kinnauri
net net Nete
neu neu Neo
nev nev Nyaheun
nex nex Neme
ney ney Neyo
nez nez Nez Perce
nfa nfa Dhao
nfd nfd Ahwai
nfl nfl Ayiwo
nfr nfr Nafaanra
nfu nfu Mfumte
nga nga Ngbaka
ngb ngb Northern Ngbandi
ngc ngc Ngombe (Democratic Republic of Congo)
ngd ngd Ngando (Central African Republic)
nge nge Ngemba
ngf ngf Trans-New Guinea languages
ngg ngg Ngbaka Manza
ngh ngh N!ng
ngi ngi Ngizim
ngj ngj Ngie
ngk ngk Dalabon
ngl ngl Lomwe
ngm ngm Ngatik Men''s Creole
ngn ngn Ngwo
ngp ngp Ngulu
ngq ngq Ngurimi
ngr ngr Engdewu
ngs ngs Gvoko
ngt ngt Kriang
ngu ngu Guerrero Nahuatl
ngv ngv Nagumi
ngw ngw Ngwaba
ngx ngx Nggwahyi
ngy ngy Tibea
ngz ngz Ngungwel
nha nha Nhanda
nhb nhb Beng
nhc nhc Tabasco Nahuatl
nhd nhd Chiripa
nhe nhe Eastern Huasteca Nahuatl
nhf nhf Nhuwala
nhg nhg Tetelcingo Nahuatl
nhh nhh Nahari
nhi nhi Zacatlan-Ahuacatlan-Tepetzintla Nahuatl
nhk nhk Isthmus-Cosoleacaque Nahuatl
nhm nhm Morelos Nahuatl
nhn nhn Central Nahuatl
nho nho Takuu
nhp nhp Isthmus-Pajapan Nahuatl
nhq nhq Huaxcaleca Nahuatl
nhr nhr Naro
nht nht Ometepec Nahuatl
nhu nhu Noone
nhv nhv Temascaltepec Nahuatl
nhw nhw Western Huasteca Nahuatl
nhx nhx Isthmus-Mecayapan Nahuatl
nhy nhy Northern Oaxaca Nahuatl
nhz nhz Santa Maria La Alta Nahuatl
nib nib Nakame
nic nic Niger-Kordofanian languages
nid nid Ngandi
nie nie Niellim
nif nif Nek
nig nig Ngalakgan
nih nih Nyiha (Tanzania)
nii nii Nii
nij nij Ngaju
nik nik Southern Nicobarese
nil nil Nila
nim nim Nilamba
nin nin Ninzo
nio nio Nganasan
niq niq Nandi
nir nir Nimboran
nis nis Nimi
nit nit Southeastern Kolami
niu niu Niuean
niv niv Gilyak
niw niw Nimo
nix nix Hema
niy niy Ngiti
niz niz Ningil
nja nja Nzanyi
njb njb Nocte Naga
njd njd Ndonde Hamba
njh njh Lotha Naga
nji nji Gudanji
njj njj Njen
njl njl Njalgulgule
njm njm Angami Naga
njn njn Liangmai Naga
njo njo Ao Naga
njr njr Njerep
njs njs Nisa
njt njt Ndyuka-Trio Pidgin
nju nju Ngadjunmaya
njx njx Kunyi
njy njy Njyem
njz njz Nyishi
nka nka Nkoya
nkb nkb Khoibu Naga
nkc nkc Nkongho
nkd nkd Koireng
nke nke Duke
nkf nkf Inpui Naga
nkg nkg Nekgini
nkh nkh Khezha Naga
nki nki Thangal Naga
nkj nkj Nakai
nkk nkk Nokuku
nkm nkm Namat
nkn nkn Nkangala
nko nko Nkonya
nkp nkp Niuatoputapu
nkq nkq Nkami
nkr nkr Nukuoro
nks nks North Asmat
nkt nkt Nyika (Tanzania)
nku nku Bouna Kulango
nkv nkv Nyika (Malawi and Zambia)
nkw nkw Nkutu
nkx nkx Nkoroo
nkz nkz Nkari
nla nla Ngombale
nlc nlc Nalca
nle nle East Nyala
nlg nlg Gela
nli nli Grangali
nlj nlj Nyali
nlk nlk Ninia Yali
nll nll Nihali
nlm nlm Mankiyali
nlo nlo Ngul
nlq nlq Lao Naga
nlu nlu Nchumbulu
nlv nlv Orizaba Nahuatl
nlw nlw Walangama
nlx nlx Nahali
nly nly Nyamal
nlz nlz Nalogo
nma nma Maram Naga
nmb nmb Big Nambas
nmc nmc Ngam
nmd nmd Ndumu
nme nme Mzieme Naga
nmf nmf Tangkhul Naga (India)
nmg nmg Kwasio
nmh nmh Monsang Naga
nmi nmi Nyam
nmj nmj Ngombe (Central African Republic)
nmk nmk Namakura
nml nml Ndemli
nmm nmm Manangba
nmn nmn !Xoo
nmo nmo Moyon Naga
nmp nmp Nimanbur
nmq nmq Nambya
nmr nmr Nimbari
nms nms Letemboi
nmt nmt Namonuito
nmu nmu Northeast Maidu
nmv nmv Ngamini
nmw nmw Nimoa
nmx nmx Nama (Papua New Guinea)
nmy nmy Namuyi
nmz nmz Nawdm
nna nna Nyangumarta
nnb nnb Nande
nnc nnc Nancere
nnd nnd West Ambae
nne nne Ngandyera
nnf nnf Ngaing
nng nng Maring Naga
nnh nnh Ngiemboon
nni nni North Nuaulu
nnj nnj Nyangatom
nnk nnk Nankina
nnl nnl Northern Rengma Naga
nnm nnm Namia
nnn nnn Ngete
nnp nnp Wancho Naga
nnq nnq Ngindo
nnr nnr Narungga
nnt nnt Nanticoke
nnu nnu Dwang
nnv nnv Nugunu (Australia)
nnw nnw Southern Nuni
nny nny Nyangga
nnz nnz Nda''nda''
noa noa Woun Meu
noc noc Nuk
nod nod Northern Thai
noe noe Nimadi
nof nof Nomane
nog nog Nogai
noh noh Nomu
noi noi Noiri
noj noj Nonuya
nok nok Nooksack
nol nol Nomlaki
nom nom Nocaman
non non Old Norse
nop nop Numanggang
noq noq Ngongo
nos nos Eastern Nisu
not not Nomatsiguenga
nou nou Ewage-Notu
now now Nyambo
noy noy Noy
noz noz Nayi
npa npa Nar Phu
npb npb Nupbikha
npg npg Ponyo-Gongwang Naga
nph nph Phom Naga
npl npl Southeastern Puebla Nahuatl
npn npn Mondropolon
npo npo Pochuri Naga
nps nps Nipsan
npu npu Puimei Naga
npx npx Noipx
npy npy Napu
nqg nqg Southern Nago
nqk nqk Kura Ede Nago
nql nql Ngendelengo
nqm nqm Ndom
nqn nqn Nen
nqq nqq Kyan-Karyaw Naga
nqt nqt Nteng
nqy nqy Akyaung Ari Naga
nra nra Ngom
nrb nrb Nara
nrc nrc Noric
nre nre Southern Rengma Naga
nrf nrf Jerriais
nrg nrg Narango
nri nri Chokri Naga
nrk nrk Ngarla
nrl nrl Ngarluma
nrn nrn Norn
nrp nrp North Picene
nrr nrr Norra
nrt nrt Northern Kalapuya
nru nru Narua
nrx nrx Ngurmbur
nrz nrz Lala
nsa nsa Sangtam Naga
nsb nsb Lower Nossob
nsc nsc Nshi
nsd nsd Southern Nisu
nse nse Nsenga
nsf nsf Northwestern Nisu
nsg nsg Ngasa
nsh nsh Ngoshie
nsi nsi Nigerian Sign Language
nsk nsk Naskapi
nsl nsl Norwegian Sign Language
nsm nsm Sumi Naga
nsn nsn Nehan
nsp nsp Nepalese Sign Language
nsq nsq Northern Sierra Miwok
nsr nsr Maritime Sign Language
nss nss Nali
nst nst Tase Naga
nsu nsu Sierra Negra Nahuatl
nsv nsv Southwestern Nisu
nsw nsw Navut
nsx nsx Nsongo
nsy nsy Nasal
nsz nsz Nisenan
ntd ntd Northern Tidung
nte nte Nathembo
ntg ntg Ngantangarra
nti nti Natioro
ntj ntj Ngaanyatjarra
ntk ntk Ikoma-Nata-Isenye
ntm ntm Nateni
nto nto Ntomba
ntp ntp Northern Tepehuan
ntr ntr Delo
ntu ntu Natugu
ntw ntw Nottoway
ntx ntx Tangkhul Naga (Myanmar)
nty nty Mantsi
ntz ntz Natanzi
nua nua Yuanga
nub nub Nubian languages
nuc nuc Nukuini
nud nud Ngala
nue nue Ngundu
nuf nuf Nusu
nug nug Nungali
nuh nuh Ndunda
nui nui Ngumbi
nuj nuj Nyole
nuk nuk Nuu-chah-nulth
nul nul Nusa Laut
num num Niuafo''ou
nun nun Anong
nuo nuo Nguon
nup nup Nupe-Nupe-Tako
nuq nuq Nukumanu
nur nur Nukuria
nut nut Nung (Viet Nam)
nuu nuu Ngbundu
nuv nuv Northern Nuni
nuw nuw Nguluwan
nux nux Mehek
nuy nuy Nunggubuyu
nuz nuz Tlamacazapa Nahuatl
nvh nvh Nasarian
nvm nvm Namiae
nvo nvo Nyokon
nwa nwa Nawathinehena
nwb nwb Nyabwa
nwc nwc Classical Newari
nwe nwe Ngwe
nwg nwg Ngayawung
nwi nwi Southwest Tanna
nwm nwm Nyamusa-Molo
nwo nwo Nauo
nwr nwr Nawaru
nww nww Ndwewe
nwx nwx Middle Newar
nwy nwy Nottoway-Meherrin
nxa nxa Nauete
nxd nxd Ngando (Democratic Republic of Congo)
nxe nxe Nage
nxg nxg Ngad''a
nxi nxi Nindi
nxk nxk Koki Naga
nxl nxl South Nuaulu
nxm nxm Numidian
nxn nxn Ngawun
nxo nxo Ndambomo
nxq nxq Naxi
nxr nxr Ninggerum
nxx nxx Nafri
nyb nyb Nyangbo
nyc nyc Nyanga-li
nyd nyd Nyore
nye nye Nyengo
nyf nyf Giryama
nyg nyg Nyindu
nyh nyh Nyikina
nyi nyi Ama (Sudan)
nyj nyj Nyanga
nyk nyk Nyaneka
nyl nyl Nyeu
nym nym Nyamwezi
nyn nyn Nyankole
nyo nyo Nyoro
nyp nyp Nyang''i
nyq nyq Nayini
nyr nyr Nyiha (Malawi)
nys nys Nyungar
nyt nyt Nyawaygi
nyu nyu Nyungwe
nyv nyv Nyulnyul
nyw nyw Nyaw
nyx nyx Nganyaywana
nyy nyy Nyakyusa-Ngonde
nza nza Tigon Mbembe
nzb nzb Njebi
nzd nzd Nzadi
nzi nzi Nzima
nzk nzk Nzakara
nzm nzm Zeme Naga
nzs nzs New Zealand Sign Language
nzu nzu Teke-Nzikou
nzy nzy Nzakambay
nzz nzz Nanga Dama Dogon
oaa oaa Orok
oac oac Oroch
oar oar Old Aramaic (up to 700 BCE)
oav oav Old Avar
obi obi Obispeno
obk obk Southern Bontok
obl obl Oblo
obm obm Moabite
obo obo Obo Manobo
obr obr Old Burmese
obt obt Old Breton
obu obu Obulom
oca oca Ocaina
och och Old Chinese
ocm ocm Old Cham
oco oco Old Cornish
ocu ocu Atzingo Matlatzinca
oda oda Odut
odk odk Od
odt odt Old Dutch
odu odu Odual
ofo ofo Ofo
ofs ofs Old Frisian
ofu ofu Efutop
ogb ogb Ogbia
ogc ogc Ogbah
oge oge Old Georgian
ogg ogg Ogbogolo
ogo ogo Khana
ogu ogu Ogbronuagum
oht oht Old Hittite
ohu ohu Old Hungarian
oia oia Oirata
oie oie Okolie
oin oin Inebu One
ojb ojb Northwestern Ojibwa
ojc ojc Central Ojibwa
ojg ojg Eastern Ojibwa
oji oj  Ojibwa
ojp ojp Old Japanese
ojs ojs Severn Ojibwa
ojv ojv Ontong Java
ojw ojw Western Ojibwa
oka oka Okanagan
okb okb Okobo
okc okc Kobo
okd okd Okodia
oke oke Okpe (Southwestern Edo)
okg okg Koko Babangk
okh okh Koresh-e Rostam
oki oki Okiek
okj okj Oko-Juwoi
okk okk Kwamtim One
okl okl Old Kentish Sign Language
okm okm Middle Korean (10th-16th cent.)
okn okn Oki-No-Erabu
oko oko Old Korean (3rd-9th cent.)
okr okr Kirike
oks oks Oko-Eni-Osayen
oku oku Oku
okv okv Orokaiva
okx okx Okpe (Northwestern Edo)
okz okz Old Khmer
ola ola Walungge
old old Mochi
ole ole Olekha
olk olk Olkol
olm olm Oloma
olr olr Olrat
olt olt Old Lithuanian
olu olu Kuvale
oma oma Omaha-Ponca
omb omb East Ambae
omc omc Mochica
omg omg Omagua
omi omi Omi
omk omk Omok
oml oml Ombo
omn omn Minoan
omo omo Utarmbung
omp omp Old Manipuri
omq omq Oto-Manguean languages
omr omr Old Marathi
omt omt Omotik
omu omu Omurano
omv omv Omotic languages
omw omw South Tairora
omx omx Old Mon
omy omy Old Malay
ona ona Ona
onb onb Lingao
one one Oneida
ong ong Olo
oni oni Onin
onj onj Onjob
onk onk Kabore One
onn onn Onobasulu
ono ono Onondaga
onp onp Sartang
onr onr Northern One
ons ons Ono
ont ont Ontenu
onu onu Unua
onw onw Old Nubian
onx onx Onin Based Pidgin
ood ood Tohono O''odham
oog oog Ong
oon oon Onge
oor oor Oorlams
oos oos Old Ossetic
opa opa Okpamheri
opk opk Kopkaka
opm opm Oksapmin
opo opo Opao
opt opt Opata
opy opy Ofaye
ora ora Oroha
orc orc Orma
ore ore Orejon
org org Oring
orh orh Oroqen
orn orn Orang Kanaq
oro oro Orokolo
orr orr Oruma
ors ors Orang Seletar
ort ort Adivasi Oriya
oru oru Ormuri
orv orv Old Russian
orw orw Oro Win
orx orx Oro
orz orz Ormu
osa osa Osage
osc osc Oscan
osi osi Osing
osn osn Old Sundanese
oso oso Ososo
osp osp Old Spanish
ost ost Osatu
osu osu Southern One
osx osx Old Saxon
ota ota Ottoman Turkish (1500-1928)
otb otb Old Tibetan
otd otd Ot Danum
ote ote Mezquital Otomi
oti oti Oti
otk otk Old Turkish
otl otl Tilapa Otomi
otm otm Eastern Highland Otomi
otn otn Tenango Otomi
oto oto Otomian languages
otq otq Queretaro Otomi
otr otr Otoro
ots ots Estado de Mexico Otomi
ott ott Temoaya Otomi
otu otu Otuke
otw otw Ottawa
otx otx Texcatepec Otomi
oty oty Old Tamil
otz otz Ixtenco Otomi
oua oua Tagargrent
oub oub Glio-Oubi
oue oue Oune
oui oui Old Uighur
oum oum Ouma
ovd ovd Elfdalian
owi owi Owiniga
owl owl Old Welsh
oyb oyb Oy
oyd oyd Oyda
oym oym Wayampi
oyy oyy Oya''oya
ozm ozm Koonzime
paa paa Papuan languages
pab pab Parecis
pac pac Pacoh
pad pad Paumari
pae pae Pagibete
paf paf Paranawat
pah pah Tenharim
pai pai Pe
pak pak Parakana
pal pal Pahlavi
pao pao Northern Paiute
paq paq Parya
par par Panamint
pas pas Papasena
pau pau Palauan
pav pav Pakaasnovos
paw paw Pawnee
pax pax Pankarare
pay pay Pech
paz paz Pankararu
pbb pbb Paez
pbc pbc Patamona
pbe pbe Mezontla Popoloca
pbf pbf Coyotepec Popoloca
pbg pbg Paraujano
pbh pbh E''napa Woromaipu
pbi pbi Parkwa
pbl pbl Mak (Nigeria)
pbm pbm Puebla Mazatec
pbn pbn Kpasam
pbo pbo Papel
pbp pbp Badyara
pbr pbr Pangwa
pbs pbs Central Pame
pbu pbu Northern Pashto
pbv pbv Pnar
pby pby Pyu (Papua New Guinea)
pca pca Santa Ines Ahuatempan Popoloca
pcb pcb Pear
pcc pcc Bouyei
pce pce Ruching Palaung
pcf pcf Paliyan
pcg pcg Paniya
pch pch Pardhan
pci pci Duruwa
pcj pcj Parenga
pck pck Paite Chin
pcl pcl Pardhi
pcn pcn Piti
pcp pcp Pacahuara
pcw pcw Pyapun
pda pda Anam
pdi pdi Pa Di
pdn pdn Podena
pdo pdo Padoe
pdt pdt Plautdietsch
pdu pdu Kayan
pea pea Peranakan Indonesian
peb peb Eastern Pomo
ped ped Mala (Papua New Guinea)
pee pee Taje
pef pef Northeastern Pomo
peg peg Pengo
peh peh Bonan
pei pei Chichimeca-Jonaz
pej pej Northern Pomo
pek pek Penchal
pel pel Pekal
pem pem Phende
peo peo Old Persian (ca. 600-400 B.C.)
pep pep Kunja
peq peq Southern Pomo
per fa  Persian
pev pev Pemono
pex pex Petats
pey pey Petjo
pez pez Eastern Penan
pfa pfa Paafang
pfe pfe Pere
pga pga Sudanese Creole Arabic
pgd pgd Gandhari
pgg pgg Pangwali
pgi pgi Pagi
pgk pgk Rerep
pgl pgl Primitive Irish
pgn pgn Paelignian
pgs pgs Pangseng
pgu pgu Pagu
pgz pgz Papua New Guinean Sign Language
pha pha Pa-Hng
phd phd Phudagi
phg phg Phuong
phh phh Phukha
phi phi Philippine languages
phj phj Pahari
phk phk Phake
phl phl Phalura
phm phm Phimbi
phn phn Phoenician
pho pho Phunoi
phq phq Phana''
phr phr Pahari-Potwari
pht pht Phu Thai
phu phu Phuan
phv phv Pahlavani
phw phw Phangduwali
pia pia Pima Bajo
pib pib Yine
pic pic Pinji
pid pid Piaroa
pie pie Piro
pif pif Pingelapese
pig pig Pisabo
pij pij Pijao
pil pil Yom
pim pim Powhatan
pin pin Piame
pio pio Piapoco
pip pip Pero
pir pir Piratapuyo
pis pis Pijin
pit pit Pitta Pitta
piu piu Pintupi-Luritja
piv piv Pileni
piw piw Pimbwe
pix pix Piu
piy piy Piya-Kwonci
piz piz Pije
pjt pjt Pitjantjatjara
pka pka Ardhamagadhi Prakrit
pkb pkb Pokomo
pkc pkc Paekche
pkg pkg Pak-Tong
pkh pkh Pankhu
pkn pkn Pakanha
pko pko Pokoot
pkp pkp Pukapuka
pkr pkr Attapady Kurumba
pks pks Pakistan Sign Language
pkt pkt Maleng
pku pku Paku
pla pla Miani
plb plb Polonombauk
plc plc Central Palawano
pld pld Polari
ple ple Palu''e
plf plf Central Malayo-Polynesian languages
plg plg Pilaga
plh plh Paulohi
pli pi  Pali
plj plj Polci
plk plk Kohistani Shina
pll pll Shwe Palaung
pln pln Palenquero
plo plo Oluta Popoluca
plq plq Palaic
plr plr Palaka Senoufo
pls pls San Marcos Tlacoyalco Popoloca
plu plu Palikur
plv plv Southwest Palawano
plw plw Brooke''s Point Palawano
ply ply Bolyu
plz plz Paluan
pma pma Paama
pmb pmb Pambia
pmd pmd Pallanganmiddang
pme pme Pwaamei
pmf pmf Pamona
pmh pmh Maharastri Prakrit
pmi pmi Northern Pumi
pmj pmj Southern Pumi
pmk pmk Pamlico
pml pml Lingua Franca
pmm pmm Pomo
pmn pmn Pam
pmo pmo Pom
pmq pmq Northern Pame
pmr pmr Paynamar
pmt pmt Tuamotuan
pmw pmw Plains Miwok
pmx pmx Poumei Naga
pmy pmy Papuan Malay
pmz pmz Southern Pame
pna pna Punan Bah-Biau
pnc pnc Pannei
pnd pnd Mpinda
pne pne Western Penan
png png Pangu
pnh pnh Penrhyn
pni pni Aoheng
pnj pnj Pinjarup
pnk pnk Paunaka
pnl pnl Paleni
pnm pnm Punan Batu 1
pnn pnn Pinai-Hagahai
pno pno Panobo
pnp pnp Pancana
pnq pnq Pana (Burkina Faso)
pnr pnr Panim
pns pns Ponosakan
pnu pnu Jiongnai Bunu
pnv pnv Pinigura
pnw pnw Banyjima
pnx pnx Phong-Kniang
pny pny Pinyin
pnz pnz Pana (Central African Republic)
poc poc Poqomam
poe poe San Juan Atzingo Popoloca
pof pof Poke
pog pog Potiguara
poh poh Poqomchi''
poi poi Highland Popoluca
pok pok Pokanga
pom pom Southeastern Pomo
pon pon Pohnpeian
poo poo Central Pomo
pop pop Pwapwa
poq poq Texistepec Popoluca
pos pos Sayula Popoluca
pot pot Potawatomi
pov pov Upper Guinea Crioulo
pow pow San Felipe Otlaltepec Popoloca
pox pox Polabian
poy poy Pogolo
poz poz Malayo-Polynesian languages
ppe ppe Papi
ppi ppi Paipai
ppk ppk Uma
ppl ppl Pipil
ppm ppm Papuma
ppn ppn Papapana
ppo ppo Folopa
ppp ppp Pelende
ppq ppq Pei
pps pps San Luis Temalacayuca Popoloca
ppt ppt Pare
ppu ppu Papora
pqa pqa Pa''a
pqe pqe Eastern Malayo-Polynesian languages
pqm pqm Malecite-Passamaquoddy
pqw pqw Western Malayo-Polynesian languages
pra pra Prakrit languages
prc prc Parachi
prd prd Parsi-Dari
pre pre Principense
prf prf Paranan
prg prg Prussian
prh prh Porohanon
pri pri Paici
prk prk Parauk
prl prl Peruvian Sign Language
prm prm Kibiri
prn prn Prasuni
pro pro Old Provencal (to 1500)
prp prp Parsi
prq prq Asheninka Perene
prr prr Puri
prt prt Phai
pru pru Puragi
prw prw Parawen
prx prx Purik
prz prz Providencia Sign Language
psa psa Asue Awyu
psc psc Iranian Sign Language
psd psd Plains Indian Sign Language
pse pse Central Malay
psg psg Penang Sign Language
psh psh Southwest Pashai
psi psi Southeast Pashai
psl psl Puerto Rican Sign Language
psm psm Pauserna
psn psn Panasuan
pso pso Polish Sign Language
psp psp Philippine Sign Language
psq psq Pasi
psr psr Portuguese Sign Language
pss pss Kaulong
pst pst Central Pashto
psu psu Sauraseni Prakrit
psw psw Port Sandwich
psy psy Piscataway
pta pta Pai Tavytera
pth pth Pataxo Ha-Ha-Hae
pti pti Pindiini
ptn ptn Patani
pto pto Zo''e
ptp ptp Patep
ptq ptq Pattapu
ptr ptr Piamatsina
ptt ptt Enrekang
ptu ptu Bambam
ptv ptv Port Vato
ptw ptw Pentlatch
pty pty Pathiya
pua pua Western Highland Purepecha
pub pub Purum
puc puc Punan Merap
pud pud Punan Aput
pue pue Puelche
puf puf Punan Merah
pug pug Phuie
pui pui Puinave
puj puj Punan Tubu
pum pum Puma
puo puo Puoc
pup pup Pulabu
puq puq Puquina
pur pur Purubora
put put Putoh
puu puu Punu
puw puw Puluwatese
pux pux Puare
puy puy Purisimeno
pwa pwa Pawaia
pwb pwb Panawa
pwg pwg Gapapaiwa
pwi pwi Patwin
pwm pwm Molbog
pwn pwn Paiwan
pwo pwo Pwo Western Karen
pwr pwr Powari
pww pww Pwo Northern Karen
pxm pxm Quetzaltepec Mixe
pye pye Pye Krumen
pym pym Fyam
pyn pyn Poyanawa
pys pys Paraguayan Sign Language
pyu pyu Puyuma
pyx pyx Pyu (Myanmar)
pyy pyy Pyen
pzh pzh Pazeh
pzn pzn Jejara Naga
qua qua Quapaw
qub qub Huallaga Huanuco Quechua
quc quc K''iche''
qud qud Calderon Highland Quichua
quf quf Lambayeque Quechua
qug qug Chimborazo Highland Quichua
quh quh South Bolivian Quechua
qui qui Quileute
quk quk Chachapoyas Quechua
qul qul North Bolivian Quechua
qum qum Sipacapense
qun qun Quinault
qup qup Southern Pastaza Quechua
quq quq Quinqui
qur qur Yanahuanca Pasco Quechua
qus qus Santiago del Estero Quichua
quv quv Sacapulteco
quw quw Tena Lowland Quichua
qux qux Yauyos Quechua
qva qva Ambo-Pasco Quechua
qvc qvc Cajamarca Quechua
qve qve Eastern Apurimac Quechua
qvh qvh Huamalies-Dos de Mayo Huanuco Quechua
qvi qvi Imbabura Highland Quichua
qvj qvj Loja Highland Quichua
qvl qvl Cajatambo North Lima Quechua
qvm qvm Margos-Yarowilca-Lauricocha Quechua
qvn qvn North Junin Quechua
qvo qvo Napo Lowland Quechua
qvp qvp Pacaraos Quechua
qvs qvs San Martin Quechua
qvw qvw Huaylla Wanca Quechua
qvy qvy Queyu
qvz qvz Northern Pastaza Quichua
qwa qwa Corongo Ancash Quechua
qwc qwc Classical Quechua
qwe qwe Quechuan (family)
qwh qwh Huaylas Ancash Quechua
qwm qwm Kuman (Russia)
qws qws Sihuas Ancash Quechua
qwt qwt Kwalhioqua-Tlatskanai
qxa qxa Chiquian Ancash Quechua
qxc qxc Chincha Quechua
qxh qxh Panao Huanuco Quechua
qxl qxl Salasaca Highland Quichua
qxn qxn Northern Conchucos Ancash Quechua
qxo qxo Southern Conchucos Ancash Quechua
qxp qxp Puno Quechua
qxq qxq Qashqa''i
qxr qxr Canar Highland Quichua
qxs qxs Southern Qiang
qxt qxt Santa Ana de Tusi Pasco Quechua
qxu qxu Arequipa-La Union Quechua
qxw qxw Jauja Wanca Quechua
qya qya Quenya
qyp qyp Quiripi
raa raa Dungmali
rab rab Camling
rac rac Rasawa
rad rad Rade
raf raf Western Meohang
rag rag Logooli
rah rah Rabha
rai rai Ramoaaina
raj raj Rajasthani
rak rak Tulu-Bohuai
ral ral Ralte
ram ram Canela
ran ran Riantana
rao rao Rao
rap rap Rapanui
raq raq Saam
rar rar Rarotongan
ras ras Tegali
rat rat Razajerdi
rau rau Raute
rav rav Sampang
raw raw Rawang
rax rax Rang
ray ray Rapa
raz raz Rahambuu
rbb rbb Rumai Palaung
rbk rbk Northern Bontok
rbl rbl Miraya Bikol
rbp rbp Barababaraba
rcf rcf Reunion Creole French
rdb rdb Rudbari
rea rea Rerau
reb reb Rembong
ree ree Rejang Kayan
reg reg Kara (Tanzania)
rei rei Reli
rej rej Rejang
rel rel Rendille
rem rem Remo
ren ren Rengao
rer rer Rer Bare
res res Reshe
ret ret Retta
rey rey Reyesano
rga rga Roria
rge rge Romano-Greek
rgk rgk Rangkas
rgn rgn Romagnol
rgr rgr Resigaro
rgs rgs Southern Roglai
rgu rgu Ringgou
rhg rhg Rohingya
rhp rhp Yahang
ria ria Riang (India)
rib rib Bribri Sign Language
rif rif Tarifit
ril ril Riang Lang
rim rim Nyaturu
rin rin Nungu
rir rir Ribun
rit rit Ritharrngu
riu riu Riung
rjg rjg Rajong
rji rji Raji
rjs rjs Rajbanshi
rka rka Kraol
rkb rkb Rikbaktsa
rkh rkh Rakahanga-Manihiki
rki rki Rakhine
rkm rkm Marka
rkt rkt Rangpuri
rkw rkw Arakwal
rma rma Rama
rmb rmb Rembarrnga
rmc rmc Carpathian Romani
rmd rmd Traveller Danish
rme rme Angloromani
rmf rmf Kalo Finnish Romani
rmg rmg Traveller Norwegian
rmh rmh Murkim
rmi rmi Lomavren
rmk rmk Romkun
rml rml Baltic Romani
rmm rmm Roma
rmn rmn Balkan Romani
rmo rmo Sinte Romani
rmp rmp Rempi
rmq rmq Calo
rms rms Romanian Sign Language
rmt rmt Domari
rmu rmu Tavringer Romani
rmv rmv Romanova
rmw rmw Welsh Romani
rmx rmx Romam
rmz rmz Marma
rnb rnb Brunca Sign Language
rnd rnd Ruund
rng rng Ronga
rnl rnl Ranglong
rnn rnn Roon
rnp rnp Rongpo
rnr rnr Nari Nari
rnw rnw Rungwa
roa roa Romance languages
rob rob Tae''
roc roc Cacgia Roglai
rod rod Rogo
roe roe Ronji
rof rof Rombo
rog rog Northern Roglai
rol rol Romblomanon
rom rom Romany
roo roo Rotokas
rop rop Kriol
ror ror Rongga
rou rou Runga
row row Dela-Oenale
rpn rpn Repanbitip
rpt rpt Rapting
rri rri Ririo
rro rro Waima
rrt rrt Arritinngithigh
rsb rsb Romano-Serbian
rsk rsk Ruthenian
rsl rsl Russian Sign Language
rsm rsm Miriwoong Sign Language
rsn rsn Rwandan Sign Language
rtc rtc Rungtu Chin
rth rth Ratahan
rtm rtm Rotuman
rts rts Yurats
rtw rtw Rathawi
rub rub Gungu
ruc ruc Ruuli
ruf ruf Luguru
rug rug Roviana
ruh ruh Ruga
rui rui Rufiji
ruk ruk Che
rum ro  Romanian
run rn  Rundi
ruo ruo Istro Romanian
ruq ruq Megleno Romanian
rut rut Rutul
ruu ruu Lanas Lobu
ruy ruy Mala (Nigeria)
ruz ruz Ruma
rwa rwa Rawo
rwk rwk Rwa
rwl rwl Ruwila
rwm rwm Amba (Uganda)
rwo rwo Rawa
rwr rwr Marwari (India)
rxd rxd Ngardi
rxw rxw Karuwali
ryn ryn Northern Amami-Oshima
rys rys Yaeyama
ryu ryu Central Okinawan
rzh rzh Razihi
saa saa Saba
sab sab Buglere
sac sac Meskwaki
sad sad Sandawe
sae sae Sabane
saf saf Safaliba
sai sai South American Indian (Other)
saj saj Sahu
sak sak Sake
sal sal Salishan languages
sam sam Samaritan Aramaic
sao sao Sause
saq saq Samburu
sar sar Saraveca
sas sas Sasak
sau sau Saleman
sav sav Saafi-Saafi
saw saw Sawi
sax sax Sa
say say Saya
saz saz Saurashtra
sba sba Ngambay
sbb sbb Simbo
sbc sbc Kele (Papua New Guinea)
sbd sbd Southern Samo
sbe sbe Saliba
sbf sbf Chabu
sbg sbg Seget
sbh sbh Sori-Harengan
sbi sbi Seti
sbj sbj Surbakhal
sbk sbk Safwa
sbl sbl Botolan Sambal
sbm sbm Sagala
sbn sbn Sindhi Bhil
sbo sbo Sabum
sbp sbp Sangu (Tanzania)
sbq sbq Sileibi
sbr sbr Sembakung Murut
sbs sbs Subiya
sbt sbt Kimki
sbu sbu Stod Bhoti
sbv sbv Sabine
sbw sbw Simba
sbx sbx Seberuang
sby sby Soli
sbz sbz Sara Kaba
scb scb Chut
sce sce Dongxiang
scf scf San Miguel Creole French
scg scg Sanggau
sch sch Sakachep
sci sci Sri Lankan Creole Malay
sck sck Sadri
scl scl Shina
scp scp Hyolmo
scq scq Sa''och
scs scs North Slavey
sct sct Southern Katang
scu scu Shumcho
scv scv Sheni
scw scw Sha
scx scx Sicel
sda sda Toraja-Sa''dan
sdb sdb Shabak
sdc sdc Sassarese Sardinian
sde sde Surubu
sdf sdf Sarli
sdg sdg Savi
sdh sdh Southern Kurdish
sdj sdj Suundi
sdk sdk Sos Kundi
sdl sdl Saudi Arabian Sign Language
sdn sdn Gallurese Sardinian
sdo sdo Bukar-Sadung Bidayuh
sdp sdp Sherdukpen
sdq sdq Semandang
sdr sdr Oraon Sadri
sds sds Sened
sdt sdt Shuadit
sdu sdu Sarudu
sdv sdv Eastern Sudanic languages
sdx sdx Sibu Melanau
sdz sdz Sallands
sea sea Semai
seb seb Shempire Senoufo
sec sec Sechelt
sed sed Sedang
see see Seneca
sef sef Cebaara Senoufo
seg seg Segeju
seh seh Sena
sei sei Seri
sej sej Sene
sek sek Sekani
sel sel Selkup
sem sem Semitic languages
sen sen Nanerige Senoufo
seo seo Suarmin
sep sep Sicite Senoufo
seq seq Senara Senoufo
ser ser Serrano
ses ses Koyraboro Senni Songhai
set set Sentani
seu seu Serui-Laut
sev sev Nyarafolo Senoufo
sew sew Sewa Bay
sey sey Secoya
sez sez Senthang Chin
sfb sfb Langue des signes de Belgique Francophone
sfe sfe Eastern Subanen
sfm sfm Small Flowery Miao
sfs sfs South African Sign Language
sfw sfw Sehwi
sga sga Old Irish (to 900)
sgb sgb Mag-antsi Ayta
sgc sgc Kipsigis
sgd sgd Surigaonon
sge sge Segai
sgg sgg Swiss-German Sign Language
sgh sgh Shughni
sgi sgi Suga
sgj sgj Surgujia
sgk sgk Sangkong
sgm sgm Singa
sgn sgn Sign Languages
sgp sgp Singpho
sgr sgr Sangisari
sgt sgt Brokpake
sgu sgu Salas
sgw sgw Sebat Bet Gurage
sgx sgx Sierra Leone Sign Language
sgy sgy Sanglechi
sgz sgz Sursurunga
sha sha Shall-Zwall
shb shb Ninam
shc shc Sonde
shd shd Kundal Shahi
she she Sheko
shg shg Shua
shh shh Shoshoni
shj shj Shatt
shk shk Shilluk
shl shl Shendu
shm shm Shahrudi
sho sho Shanga
shp shp Shipibo-Conibo
shq shq Sala
shr shr Shi
shs shs Shuswap
sht sht Shasta
shu shu Chadian Arabic
shv shv Shehri
shw shw Shwai
shx shx She
shy shy Tachawit
shz shz Syenara Senoufo
sia sia Akkala Sami
sib sib Sebop
sid sid Sidamo
sie sie Simaa
sif sif Siamou
sig sig Paasaal
sih sih Zire
sii sii Shom Peng
sij sij Numbami
sik sik Sikiana
sil sil Tumulung Sisaala
sim sim Mende (Papua New Guinea)
sin si  Sinhala
sio sio Siouan languages
sip sip Sikkimese
siq siq Sonia
sir sir Siri
sis sis Siuslaw
sit sit Sino-Tibetan languages
siu siu Sinagen
siv siv Sumariup
siw siw Siwai
six six Sumau
siy siy Sivandi
siz siz Siwi
sja sja Epena
sjb sjb Sajau Basap
sjd sjd Kildin Sami
sje sje Pite Sami
sjg sjg Assangori
sjk sjk Kemi Sami
sjl sjl Sajalong
sjm sjm Mapun
sjn sjn Sindarin
sjo sjo Xibe
sjp sjp Surjapuri
sjr sjr Siar-Lak
sjs sjs Senhaja De Srair
sjt sjt Ter Sami
sju sju Ume Sami
sjw sjw Shawnee
ska ska Skagit
skb skb Saek
skc skc Ma Manda
skd skd Southern Sierra Miwok
ske ske Seke (Vanuatu)
skf skf Sakirabia
skg skg Sakalava Malagasy
skh skh Sikule
ski ski Sika
skj skj Seke (Nepal)
skm skm Kutong
skn skn Kolibugan Subanon
sko sko Seko Tengah
skp skp Sekapan
skq skq Sininkere
skr skr Saraiki
sks sks Maia
skt skt Sakata
sku sku Sakao
skv skv Skou
skw skw Skepi Creole Dutch
skx skx Seko Padang
sky sky Sikaiana
skz skz Sekar
sla sla Slavic languages
slc slc Saliba (slc)
sld sld Sissala
sle sle Sholaga
slf slf Swiss-Italian Sign Language
slg slg Selungai Murut
slh slh Southern Puget Sound Salish
sli sli Lower Silesian
slj slj Saluma
sll sll Salt-Yui
slm slm Pangutaran Sama
sln sln Salinan
slo sk  Slovak
slp slp Lamaholot
slq slq Salchuq
slr slr Salar
sls sls Singapore Sign Language
slt slt Sila
slu slu Selaru
slw slw Sialum
slx slx Salampasu
sly sly Selayar
slz slz Ma''ya
smb smb Simbari
smc smc Som
smf smf Auwe
smg smg Simbali
smh smh Samei
smi smi Sami languages
smk smk Bolinao
sml sml Central Sama
smm smm Musasa
smp smp Samaritan
smq smq Samo
smr smr Simeulue
smt smt Simte
smu smu Somray
smv smv Samvedi
smw smw Sumbawa
smx smx Samba
smy smy Semnani
smz smz Simeku
snc snc Sinaugoro
sne sne Bau Bidayuh
snf snf Noon
sng sng Sanga (Democratic Republic of Congo)
sni sni Sensi
snj snj Riverain Sango
snk snk Soninke
snl snl Sangil
snm snm Southern Ma''di
snn snn Siona
sno sno Snohomish
snp snp Siane
snq snq Sangu (Gabon)
snr snr Sihan
sns sns South West Bay
snu snu Senggi
snv snv Sa''ban
snw snw Selee
snx snx Sam
sny sny Saniyo-Hiyewe
snz snz Kou
soa soa Thai Song
sob sob Sobei
soc soc So (Democratic Republic of Congo)
sod sod Songoora
soe soe Songomeno
sog sog Sogdian
soh soh Aka
soi soi Sonha
soj soj Soi
sok sok Sokoro
sol sol Solos
son son Songhai languages
soo soo Songo
sop sop Songe
soq soq Kanasi
sor sor Somrai
sos sos Seeku
sou sou Southern Thai
sov sov Sonsorol
sow sow Sowanda
sox sox Swo
soy soy Miyobe
soz soz Temi
spb spb Sepa (Indonesia)
spc spc Sape
spd spd Saep
spe spe Sepa (Papua New Guinea)
spg spg Sian
spi spi Saponi
spk spk Sengo
spl spl Selepet
spm spm Akukem
spn spn Sanapana
spo spo Spokane
spp spp Supyire Senoufo
spq spq Loreto-Ucayali Spanish
spr spr Saparua
sps sps Saposa
spt spt Spiti Bhoti
spu spu Sapuan
spv spv Sambalpuri
spx spx South Picene
spy spy Sabaot
sqa sqa Shama-Sambuga
sqh sqh Shau
sqj sqj Albanian languages
sqk sqk Albanian Sign Language
sqm sqm Suma
sqn sqn Susquehannock
sqo sqo Sorkhei
sqq sqq Sou
sqr sqr Siculo Arabic
sqs sqs Sri Lankan Sign Language
sqt sqt Soqotri
squ squ Squamish
sqx sqx Kufr Qassem Sign Language (KQSL)
sra sra Saruga
srb srb Sora
src src Logudorese Sardinian
sre sre Sara
srf srf Nafi
srg srg Sulod
srh srh Sarikoli
sri sri Siriano
srk srk Serudung Murut
srl srl Isirawa
srm srm Saramaccan
sro sro Campidanese Sardinian
srq srq Siriono
srr srr Serer
srs srs Sarsi
srt srt Sauri
sru sru Surui
srv srv Southern Sorsoganon
srw srw Serua
srx srx Sirmauri
sry sry Sera
srz srz Shahmirzadi
ssa ssa Nilo-Saharan languages
ssb ssb Southern Sama
ssc ssc Suba-Simbiti
ssd ssd Siroi
sse sse Balangingi
ssf ssf Thao
ssg ssg Seimat
ssh ssh Shihhi Arabic
ssi ssi Sansi
ssj ssj Sausi
ssk ssk Sunam
ssl ssl Western Sisaala
ssm ssm Semnam
ssn ssn Waata
sso sso Sissano
ssp ssp Spanish Sign Language
ssq ssq So''a
ssr ssr Swiss-French Sign Language
sss sss So
sst sst Sinasina
ssu ssu Susuami
ssv ssv Shark Bay
ssx ssx Samberigi
ssy ssy Saho
ssz ssz Sengseng
sta sta Settla
stb stb Northern Subanen
std std Sentinel
ste ste Liana-Seti
stf stf Seta
stg stg Trieng
sth sth Shelta
sti sti Bulo Stieng
stj stj Matya Samo
stk stk Arammba
stl stl Stellingwerfs
stm stm Setaman
stn stn Owa
sto sto Stoney
stp stp Southeastern Tepehuan
str str Straits Salish
sts sts Shumashti
stt stt Budeh Stieng
stu stu Samtao
stv stv Silt''e
stw stw Satawalese
sty sty Siberian Tatar
sua sua Sulka
sub sub Suku
suc suc Western Subanon
sue sue Suena
sug sug Suganga
sui sui Suki
suj suj Shubi
suk suk Sukuma
sun su  Sundanese
suo suo Bouni
suq suq Tirmaga-Chai Suri
sur sur Mwaghavul
sus sus Susu
sut sut Subtiaba
suv suv Puroik
suw suw Sumbwa
sux sux Sumerian
suy suy Suya
suz suz Sunwar
sva sva Svan
svb svb Ulau-Suain
svc svc Vincentian Creole English
sve sve Serili
svk svk Slovakian Sign Language
svm svm Slavomolisano
svs svs Savosavo
svx svx Skalvian
swb swb Maore Comorian
swc swc Congo Swahili
swf swf Sere
swg swg Swabian
swi swi Sui
swj swj Sira
swk swk Malawi Sena
swl swl Swedish Sign Language
swm swm Samosa
swn swn Sawknah
swo swo Shanenawa
swp swp Suau
swq swq Sharwa
swr swr Saweru
sws sws Seluwasan
swt swt Sawila
swu swu Suwawa
swv swv Shekhawati
sww sww Sowa
swx swx Suruaha
swy swy Sarua
sxb sxb Suba
sxc sxc Sicanian
sxe sxe Sighu
sxg sxg Shuhi
sxk sxk Southern Kalapuya
sxl sxl Selian
sxm sxm Samre
sxn sxn Sangir
sxo sxo Sorothaptic
sxr sxr Saaroa
sxs sxs Sasaru
sxu sxu Upper Saxon
sxw sxw Saxwe Gbe
sya sya Siang
syb syb Central Subanen
syc syc Classical Syriac
syd syd Samoyedic languages
syi syi Seki
syk syk Sukur
syl syl Sylheti
sym sym Maya Samo
syn syn Senaya
syo syo Suoy
syr syr Syriac
sys sys Sinyar
syw syw Kagate
syx syx Samay
syy syy Al-Sayyid Bedouin Sign Language
sza sza Semelai
szb szb Ngalum
szc szc Semaq Beri
szd szd Seru
sze sze Seze
szg szg Sengele
szn szn Sula
szp szp Suabo
szs szs Solomon Islands Sign Language
szv szv Isu (Fako Division)
szw szw Sawai
szy szy Sakizaya
taa taa Lower Tanana
tab tab Tabassaran
tac tac Lowland Tarahumara
tad tad Tause
tae tae Tariana
taf taf Tapirape
tag tag Tagoi
tai tai Tai languages
taj taj Eastern Tamang
tak tak Tala
tal tal Tal
tan tan Tangale
tao tao Yami
tap tap Taabwa
tar tar Central Tarahumara
tas tas Tay Boi
tau tau Upper Tanana
tav tav Tatuyo
taw taw Tai
tax tax Tamki
tay tay Atayal
taz taz Tocho
tba tba Aikana
tbc tbc Takia
tbd tbd Kaki Ae
tbe tbe Tanimbili
tbf tbf Mandara
tbg tbg North Tairora
tbh tbh Dharawal
tbi tbi Gaam
tbj tbj Tiang
tbk tbk Calamian Tagbanwa
tbl tbl Tboli
tbm tbm Tagbu
tbn tbn Barro Negro Tunebo
tbo tbo Tawala
tbp tbp Taworta
tbq tbq Tibeto-Burman languages
tbr tbr Tumtum
tbs tbs Tanguat
tbt tbt Tembo (Kitembo)
tbu tbu Tubar
tbv tbv Tobo
tbw tbw Tagbanwa
tbx tbx Kapin
tby tby Tabaru
tbz tbz Ditammari
tca tca Ticuna
tcb tcb Tanacross
tcc tcc Datooga
tcd tcd Tafi
tce tce Southern Tutchone
tcf tcf Malinaltepec Me''phaa
tcg tcg Tamagario
tch tch Turks And Caicos Creole English
tci tci Wara
tck tck Tchitchege
tcl tcl Taman (Myanmar)
tcm tcm Tanahmerah
tcn tcn Tichurong
tco tco Taungyo
tcp tcp Tawr Chin
tcq tcq Kaiy
tcs tcs Torres Strait Creole
tct tct T''en
tcu tcu Southeastern Tarahumara
tcw tcw Tecpatlan Totonac
tcx tcx Toda
tcz tcz Thado Chin
tda tda Tagdal
tdb tdb Panchpargania
tdc tdc Embera-Tado
tdd tdd Tai Nua
tde tde Tiranige Diga Dogon
tdf tdf Talieng
tdg tdg Western Tamang
tdh tdh Thulung
tdi tdi Tomadino
tdj tdj Tajio
tdk tdk Tambas
tdl tdl Sur
tdm tdm Taruma
tdn tdn Tondano
tdo tdo Teme
tdq tdq Tita
tdr tdr Todrah
tds tds Doutai
tdt tdt Tetun Dili
tdv tdv Toro
tdx tdx Tandroy-Mahafaly Malagasy
tdy tdy Tadyawan
tea tea Temiar
teb teb Tetete
tec tec Terik
ted ted Tepo Krumen
tee tee Huehuetla Tepehua
tef tef Teressa
teg teg Teke-Tege
teh teh Tehuelche
tei tei Torricelli
tek tek Ibali Teke
tem tem Timne
ten ten Tama (Colombia)
teo teo Teso
tep tep Tepecano
teq teq Temein
ter ter Tereno
tes tes Tengger
teu teu Soo
tev tev Teor
tew tew Tewa (USA)
tex tex Tennet
tey tey Tulishi
tez tez Tetserret
tfi tfi Tofin Gbe
tfn tfn Tanaina
tfo tfo Tefaro
tfr tfr Teribe
tft tft Ternate
tga tga Sagalla
tgb tgb Tobilung
tgc tgc Tigak
tgd tgd Ciwogai
tge tge Eastern Gorkha Tamang
tgf tgf Chalikha
tgh tgh Tobagonian Creole English
tgi tgi Lawunuia
tgj tgj Tagin
tgn tgn Tandaganon
tgo tgo Sudest
tgp tgp Tangoa
tgq tgq Tring
tgr tgr Tareng
tgs tgs Nume
tgt tgt Central Tagbanwa
tgu tgu Tanggu
tgv tgv Tingui-Boto
tgw tgw Tagwana Senoufo
tgx tgx Tagish
tgy tgy Togoyo
tgz tgz Tagalaka
thd thd Kuuk Thaayorre
the the Chitwania Tharu
thf thf Thangmi
thh thh Northern Tarahumara
thi thi Tai Long
thk thk Tharaka
thl thl Dangaura Tharu
thm thm Aheu
thn thn Thachanadan
thp thp Thompson
thq thq Kochila Tharu
thr thr Rana Tharu
ths ths Thakali
tht tht Tahltan
thu thu Thuri
thv thv Tahaggart Tamahaq
thy thy Tha
thz thz Tayart Tamajeq
tia tia Tidikelt Tamazight
tib bo  Tibetan
tic tic Tira
tif tif Tifal
tig tig Tigre
tih tih Timugon Murut
tii tii Tiene
tij tij Tilung
tik tik Tikar
til til Tillamook
tim tim Timbe
tin tin Tindi
tio tio Teop
tip tip Trimuris
tiq tiq Tiefo
tis tis Masadiit Itneg
tit tit Tinigua
tiu tiu Adasen
tiv tiv Tiv
tiw tiw Tiwi
tix tix Southern Tiwa
tiy tiy Tiruray
tiz tiz Tai Hongjin
tja tja Tajuasohn
tjg tjg Tunjung
tji tji Northern Tujia
tjj tjj Tjungundji
tjl tjl Tai Laing
tjm tjm Timucua
tjn tjn Tonjon
tjo tjo Temacine Tamazight
tjp tjp Tjupany
tjs tjs Southern Tujia
tju tju Tjurruru
tjw tjw Djabwurrung
tka tka Truka
tkb tkb Buksa
tkd tkd Tukudede
tke tke Takwane
tkf tkf Tukumanfed
tkg tkg Tesaka Malagasy
tkl tkl Tokelau
tkm tkm Takelma
tkn tkn Toku-No-Shima
tkp tkp Tikopia
tkq tkq Tee
tkr tkr Tsakhur
tks tks Takestani
tkt tkt Kathoriya Tharu
tku tku Upper Necaxa Totonac
tkv tkv Mur Pano
tkw tkw Teanu
tkx tkx Tangko
tkz tkz Takua
tla tla Southwestern Tepehuan
tlb tlb Tobelo
tlc tlc Yecuatla Totonac
tld tld Talaud
tlf tlf Telefol
tlg tlg Tofanma
tlh tlh Klingon
tli tli Tlingit
tlj tlj Talinga-Bwisi
tlk tlk Taloki
tll tll Tetela
tlm tlm Tolomako
tln tln Talondo''
tlo tlo Talodi
tlp tlp Filomena Mata-Coahuitlan Totonac
tlq tlq Tai Loi
tlr tlr Talise
tls tls Tambotalo
tlt tlt Sou Nama
tlu tlu Tulehu
tlv tlv Taliabu
tlx tlx Khehek
tly tly Talysh
tma tma Tama (Chad)
tmb tmb Katbol
tmc tmc Tumak
tmd tmd Haruai
tme tme Tremembe
tmf tmf Toba-Maskoy
tmg tmg Ternateno
tmh tmh Tamashek
tmi tmi Tutuba
tmj tmj Samarokena
tmk tmk Northwestern Tamang
tml tml Tamnim Citak
tmm tmm Tai Thanh
tmn tmn Taman (Indonesia)
tmo tmo Temoq
tmq tmq Tumleo
tmr tmr Jewish Babylonian Aramaic (ca. 200-1200 CE)
tms tms Tima
tmt tmt Tasmate
tmu tmu Iau
tmv tmv Tembo (Motembo)
tmw tmw Temuan
tmy tmy Tami
tmz tmz Tamanaku
tna tna Tacana
tnb tnb Western Tunebo
tnc tnc Tanimuca-Retuara
tnd tnd Angosturas Tunebo
tng tng Tobanga
tnh tnh Maiani
tni tni Tandia
tnk tnk Kwamera
tnl tnl Lenakel
tnm tnm Tabla
tnn tnn North Tanna
tno tno Toromono
tnp tnp Whitesands
tnq tnq Taino
tnr tnr Menik
tns tns Tenis
tnt tnt Tontemboan
tnu tnu Tay Khang
tnv tnv Tangchangya
tnw tnw Tonsawang
tnx tnx Tanema
tny tny Tongwe
tnz tnz Ten''edn
tob tob Toba
toc toc Coyutla Totonac
tod tod Toma
tof tof Gizrra
tog tog Tonga (Nyasa)
toh toh Gitonga
toi toi Tonga (Zambia)
toj toj Tojolabal
tok tok Toki Pona
tol tol Tolowa
tom tom Tombulu
ton to  Tongan
too too Xicotepec De Juarez Totonac
top top Papantla Totonac
toq toq Toposa
tor tor Togbo-Vara Banda
tos tos Highland Totonac
tou tou Tho
tov tov Upper Taromi
tow tow Jemez
tox tox Tobian
toy toy Topoiyo
toz toz To
tpa tpa Taupota
tpc tpc Azoyu Me''phaa
tpe tpe Tippera
tpf tpf Tarpia
tpg tpg Kula
tpj tpj Tapiete
tpk tpk Tupinikin
tpl tpl Tlacoapa Me''phaa
tpm tpm Tampulma
tpn tpn Tupinamba
tpo tpo Tai Pao
tpp tpp Pisaflores Tepehua
tpq tpq Tukpa
tpr tpr Tupari
tpt tpt Tlachichilco Tepehua
tpu tpu Tampuan
tpv tpv Tanapag
tpw tpw Tupi
tpx tpx Acatepec Me''phaa
tpy tpy Trumai
tpz tpz Tinputz
tqb tqb Tembe
tql tql Lehali
tqm tqm Turumsa
tqn tqn Tenino
tqo tqo Toaripi
tqp tqp Tomoip
tqq tqq Tunni
tqr tqr Torona
tqt tqt Western Totonac
tqu tqu Touo
tqw tqw Tonkawa
tra tra Tirahi
trb trb Terebu
trc trc Copala Triqui
trd trd Turi
tre tre East Tarangan
trf trf Trinidadian Creole English
trg trg Lishan Didan
trh trh Turaka
tri tri Trio
trj trj Toram
trk trk Turkic languages
trl trl Traveller Scottish
trm trm Tregami
trn trn Trinitario
tro tro Tarao Naga
trp trp Kok Borok
trq trq San Martin Itunyoso Triqui
trr trr Taushiro
trs trs Chicahuaxtla Triqui
trt trt Tunggare
tru tru Turoyo
trv trv Sediq
trw trw Torwali
trx trx Tringgus-Sembaan Bidayuh
try try Turung
trz trz Tora
tsa tsa Tsaangi
tsb tsb Tsamai
tsc tsc Tswa
tsd tsd Tsakonian
tse tse Tunisian Sign Language
tsg tsg Tausug
tsh tsh Tsuvan
tsi tsi Tsimshian
tsj tsj Tshangla
tsk tsk Tseku
tsl tsl Ts''un-Lao
tsm tsm Turkish Sign Language
tsp tsp Northern Toussian
tsq tsq Thai Sign Language
tsr tsr Akei
tss tss Taiwan Sign Language
tst tst Tondi Songway Kiini
tsu tsu Tsou
tsv tsv Tsogo
tsw tsw Tsishingini
tsx tsx Mubami
tsy tsy Tebul Sign Language
tsz tsz Purepecha
tta tta Tutelo
ttb ttb Gaa
ttc ttc Tektiteko
ttd ttd Tauade
tte tte Bwanabwana
ttf ttf Tuotomb
ttg ttg Tutong
tth tth Upper Ta''oih
tti tti Tobati
ttj ttj Tooro
ttk ttk Totoro
ttl ttl Totela
ttm ttm Northern Tutchone
ttn ttn Towei
tto tto Lower Ta''oih
ttp ttp Tombelala
ttq ttq Tawallammat Tamajaq
ttr ttr Tera
tts tts Northeastern Thai
ttt ttt Muslim Tat
ttu ttu Torau
ttv ttv Titan
ttw ttw Long Wat
tty tty Sikaritai
ttz ttz Tsum
tua tua Wiarumus
tub tub Tubatulabal
tuc tuc Mutu
tud tud Tuxa
tue tue Tuyuca
tuf tuf Central Tunebo
tug tug Tunia
tuh tuh Taulil
tui tui Tupuri
tuj tuj Tugutil
tul tul Tula
tun tun Tunica
tuo tuo Tucano
tup tup Tupi languages
tuq tuq Tedaga
tus tus Tuscarora
tut tut Altaic languages
tuu tuu Tututni
tuv tuv Turkana
tuw tuw Tungus languages
tux tux Tuxinawa
tuy tuy Tugen
tuz tuz Turka
tva tva Vaghua
tvd tvd Tsuvadi
tve tve Te''un
tvk tvk Southeast Ambrym
tvl tvl Tuvalu
tvm tvm Tela-Masbuar
tvn tvn Tavoyan
tvo tvo Tidore
tvs tvs Taveta
tvt tvt Tutsa Naga
tvu tvu Tunen
tvw tvw Sedoa
tvx tvx Taivoan
tvy tvy Timor Pidgin
twa twa Twana
twb twb Western Tawbuid
twc twc Teshenawa
twd twd Twents
twe twe Tewa (Indonesia)
twf twf Northern Tiwa
twg twg Tereweng
twh twh Tai Don
twl twl Tawara
twm twm Tawang Monpa
twn twn Twendi
two two Tswapong
twp twp Ere
twq twq Tasawaq
twr twr Southwestern Tarahumara
twt twt Turiwara
twu twu Termanu
tww tww Tuwari
twx twx Tewe
twy twy Tawoyan
txa txa Tombonuo
txb txb Tokharian B
txc txc Tsetsaut
txe txe Totoli
txg txg Tangut
txh txh Thracian
txi txi Ikpeng
txj txj Tarjumo
txm txm Tomini
txn txn West Tarangan
txo txo Toto
txq txq Tii
txr txr Tartessian
txs txs Tonsea
txt txt Citak
txu txu Kayapo
txx txx Tatana
txy txy Tanosy Malagasy
tya tya Tauya
tye tye Kyanga
tyh tyh O''du
tyi tyi Teke-Tsaayi
tyj tyj Tai Do
tyl tyl Thu Lao
tyn tyn Kombai
typ typ Thaypan
tyr tyr Tai Daeng
tys tys Tay Sa Pa
tyt tyt Tay Tac
tyu tyu Kua
tyx tyx Teke-Tyee
tyy tyy Tiyaa
tyz tyz Tay
tza tza Tanzanian Sign Language
tzh tzh Tzeltal
tzj tzj Tz''utujil
tzl tzl Talossan
tzn tzn Tugun
tzo tzo Tzotzil
tzx tzx Tabriak
uam uam Uamue
uan uan Kuan
uar uar Tairuma
uba uba Ubang
ubi ubi Ubi
ubl ubl Buhi''non Bikol
ubr ubr Ubir
ubu ubu Umbu-Ungu
uby uby Ubykh
uda uda Uda
ude ude Udihe
udg udg Muduga
udi udi Udi
udj udj Ujir
udl udl Wuzlam
udu udu Uduk
ues ues Kioko
ufi ufi Ufim
uga uga Ugaritic
ugb ugb Kuku-Ugbanh
uge uge Ughele
ugh ugh Kubachi
ugn ugn Ugandan Sign Language
ugo ugo Ugong
ugy ugy Uruguayan Sign Language
uha uha Uhami
uhn uhn Damal
uis uis Uisai
uiv uiv Iyive
uji uji Tanjijili
uka uka Kaburi
ukg ukg Ukuriguma
ukh ukh Ukhwejo
uki uki Kui (India)
ukk ukk Muak Sa-aak
ukl ukl Ukrainian Sign Language
ukp ukp Ukpe-Bayobiri
ukq ukq Ukwa
uks uks Urubu-Kaapor Sign Language
uku uku Ukue
ukv ukv Kuku
ukw ukw Ukwuani-Aboh-Ndoni
uky uky Kuuk-Yak
ula ula Fungwa
ulb ulb Ulukwumi
ulc ulc Ulch
ule ule Lule
ulf ulf Usku
uli uli Ulithian
ulk ulk Meriam Mir
ull ull Ullatan
ulm ulm Ulumanda''
uln uln Unserdeutsch
ulu ulu Uma'' Lung
ulw ulw Ulwa
uma uma Umatilla
umc umc Marrucinian
umd umd Umbindhamu
umg umg Morrobalama
umi umi Ukit
umm umm Umon
umn umn Makyan Naga
umo umo Umotina
ump ump Umpila
umr umr Umbugarla
ums ums Pendau
umu umu Munsee
una una North Watut
une une Uneme
ung ung Ngarinyin
uni uni Uni
unk unk Enawene-Nawe
unm unm Unami
unn unn Kurnai
unr unr Mundari
unu unu Unubahe
unx unx Munda
unz unz Unde Kaili
uon uon Kulon
upi upi Umeda
upv upv Uripiv-Wala-Rano-Atchin
ura ura Urarina
urb urb Urubu-Kaapor
urc urc Urningangg
ure ure Uru
urf urf Uradhi
urg urg Urigina
urh urh Urhobo
uri uri Urim
urj urj Uralic languages
urk urk Urak Lawoi''
url url Urali
urm urm Urapmin
urn urn Uruangnirin
uro uro Ura (Papua New Guinea)
urp urp Uru-Pa-In
urr urr Lehalurup
urt urt Urat
uru uru Urumi
urv urv Uruava
urw urw Sop
urx urx Urimo
ury ury Orya
urz urz Uru-Eu-Wau-Wau
usa usa Usarufa
ush ush Ushojo
usi usi Usui
usk usk Usaghade
usp usp Uspanteco
uss uss us-Saare
usu usu Uya
uta uta Otank
ute ute Ute-Southern Paiute
uth uth ut-Hun
utp utp Amba (Solomon Islands)
utr utr Etulo
utu utu Utu
uum uum Urum
uur uur Ura (Vanuatu)
uuu uuu U
uve uve West Uvean
uvh uvh Uri
uvl uvl Lote
uwa uwa Kuku-Uwanh
uya uya Doko-Uyanga
uzs uzs Southern Uzbek
vaa vaa Vaagri Booli
vae vae Vale
vaf vaf Vafsi
vag vag Vagla
vah vah Varhadi-Nagpuri
vai vai Vai
vaj vaj Sekele
val val Vehes
vam vam Vanimo
van van Valman
vao vao Vao
vap vap Vaiphei
var var Huarijio
vas vas Vasavi
vau vau Vanuma
vav vav Varli
vay vay Wayu
vbb vbb Southeast Babar
vbk vbk Southwestern Bontok
ved ved Veddah
vel vel Veluws
vem vem Vemgo-Mabas
ven ve  Venda
veo veo Ventureno
ver ver Mom Jango
vgr vgr Vaghri
vgt vgt Vlaamse Gebarentaal
vic vic Virgin Islands Creole English
vid vid Vidunda
vif vif Vili
vig vig Viemo
vil vil Vilela
vin vin Vinza
vis vis Vishavan
vit vit Viti
viv viv Iduna
vka vka Kariyarra
vkj vkj Kujarge
vkk vkk Kaur
vkl vkl Kulisusu
vkm vkm Kamakan
vkn vkn Koro Nulu
vko vko Kodeoha
vkp vkp Korlai Creole Portuguese
vkt vkt Tenggarong Kutai Malay
vku vku Kurrama
vkz vkz Koro Zuba
vlp vlp Valpei
vma vma Martuyhunira
vmb vmb Barbaram
vmc vmc Juxtlahuaca Mixtec
vmd vmd Mudu Koraga
vme vme East Masela
vmf vmf Mainfrankisch
vmg vmg Lungalunga
vmh vmh Maraghei
vmi vmi Miwa
vmj vmj Ixtayutla Mixtec
vmk vmk Makhuwa-Shirima
vml vml Malgana
vmm vmm Mitlatongo Mixtec
vmp vmp Soyaltepec Mazatec
vmq vmq Soyaltepec Mixtec
vmr vmr Marenje
vms vms Moksela
vmu vmu Muluridyi
vmv vmv Valley Maidu
vmw vmw Makhuwa
vmx vmx Tamazola Mixtec
vmy vmy Ayautla Mazatec
vmz vmz Mazatlan Mazatec
vnk vnk Vano
vnm vnm Vinmavis
vnp vnp Vunapu
vor vor Voro
vot vot Votic
vra vra Vera''a
vrs vrs Varisi
vrt vrt Burmbar
vsi vsi Moldova Sign Language
vsl vsl Venezuelan Sign Language
vsv vsv Valencian Sign Language
vto vto Vitou
vum vum Vumbu
vun vun Vunjo
vut vut Vute
vwa vwa Awa (China)
waa waa Walla Walla
wab wab Wab
wac wac Wasco-Wishram
wad wad Wamesa
wae wae Walser
waf waf Wakona
wag wag Wa''ema
wah wah Watubela
wai wai Wares
waj waj Waffa
wak wak Wakashan languages
wal wal Wolaytta
wam wam Wampanoag
wan wan Wan
wao wao Wappo
wap wap Wapishana
waq waq Wagiman
was was Washo
wat wat Kaninuwa
wau wau Waura
wav wav Waka
waw waw Waiwai
wax wax Watam
way way Wayana
waz waz Wampur
wba wba Warao
wbb wbb Wabo
wbe wbe Waritai
wbf wbf Wara (wbf)
wbh wbh Wanda
wbi wbi Vwanji
wbj wbj Alagwa
wbk wbk Waigali
wbl wbl Wakhi
wbm wbm Wa
wbp wbp Warlpiri
wbq wbq Waddar
wbr wbr Wagdi
wbs wbs West Bengal Sign Language
wbt wbt Warnman
wbv wbv Wajarri
wbw wbw Woi
wca wca Yanomami
wci wci Waci Gbe
wdd wdd Wandji
wdg wdg Wadaginam
wdj wdj Wadjiginy
wdk wdk Wadikali
wdt wdt Wendat
wdu wdu Wadjigu
wdy wdy Wadjabangayi
wea wea Wewaw
wec wec We Western
wed wed Wedau
weg weg Wergaia
weh weh Weh
wei wei Kiunum
wel cy  Welsh
wem wem Weme Gbe
wen wen Sorbian languages
weo weo Wemale
wep wep Westphalien
wer wer Weri
wes wes Cameroon Pidgin
wet wet Perai
weu weu Rawngtu Chin
wew wew Wejewa
wfg wfg Yafi
wga wga Wagaya
wgb wgb Wagawaga
wgg wgg Wangkangurru
wgi wgi Wahgi
wgo wgo Waigeo
wgu wgu Wirangu
wgy wgy Warrgamay
wha wha Sou Upaa
whg whg North Wahgi
whk whk Wahau Kenyah
whu whu Wahau Kayan
wib wib Southern Toussian
wic wic Wichita
wie wie Wik-Epa
wif wif Wik-Keyangan
wig wig Wik Ngathan
wih wih Wik-Me''anha
wii wii Minidien
wij wij Wik-Iiyanh
wik wik Wikalkan
wil wil Wilawila
wim wim Wik-Mungkan
win win Ho-Chunk
wir wir Wirafed
wiu wiu Wiru
wiv wiv Vitu
wiy wiy Wiyot
wja wja Waja
wji wji Warji
wka wka Kw''adza
wkb wkb Kumbaran
wkd wkd Wakde
wkl wkl Kalanadi
wkr wkr Keerray-Woorroong
wku wku Kunduvadi
wkw wkw Wakawaka
wky wky Wangkayutyuru
wla wla Walio
wlc wlc Mwali Comorian
wle wle Wolane
wlg wlg Kunbarlang
wlh wlh Welaun
wli wli Waioli
wlk wlk Wailaki
wll wll Wali (Sudan)
wlm wlm Middle Welsh
wlo wlo Wolio
wlr wlr Wailapa
wls wls Wallisian
wlu wlu Wuliwuli
wlv wlv Wichi Lhamtes Vejoz
wlw wlw Walak
wlx wlx Wali (Ghana)
wly wly Waling
wma wma Mawa (Nigeria)
wmb wmb Wambaya
wmc wmc Wamas
wmd wmd Mamainde
wme wme Wambule
wmg wmg Western Minyag
wmh wmh Waima''a
wmi wmi Wamin
wmm wmm Maiwa (Indonesia)
wmn wmn Waamwang
wmo wmo Wom (Papua New Guinea)
wms wms Wambon
wmt wmt Walmajarri
wmw wmw Mwani
wmx wmx Womo
wnb wnb Wanambre
wnc wnc Wantoat
wnd wnd Wandarang
wne wne Waneci
wng wng Wanggom
wni wni Ndzwani Comorian
wnk wnk Wanukaka
wnm wnm Wanggamala
wnn wnn Wunumara
wno wno Wano
wnp wnp Wanap
wnu wnu Usan
wnw wnw Wintu
wny wny Wanyi
woa woa Kuwema
wob wob We Northern
woc woc Wogeo
wod wod Wolani
woe woe Woleaian
wof wof Gambian Wolof
wog wog Wogamusin
woi woi Kamang
wok wok Longto
wom wom Wom (Nigeria)
won won Wongo
woo woo Manombai
wor wor Woria
wos wos Hanga Hundi
wow wow Wawonii
woy woy Weyto
wpc wpc Maco
wrb wrb Waluwarra
wrg wrg Warungu
wrh wrh Wiradjuri
wri wri Wariyangga
wrk wrk Garrwa
wrl wrl Warlmanpa
wrm wrm Warumungu
wrn wrn Warnang
wro wro Worrorra
wrp wrp Waropen
wrr wrr Wardaman
wrs wrs Waris
wru wru Waru
wrv wrv Waruna
wrw wrw Gugu Warra
wrx wrx Wae Rana
wry wry Merwari
wrz wrz Waray (Australia)
wsa wsa Warembori
wsg wsg Adilabad Gondi
wsi wsi Wusi
wsk wsk Waskia
wsr wsr Owenia
wss wss Wasa
wsu wsu Wasu
wsv wsv Wotapuri-Katarqalai
wtf wtf Watiwa
wth wth Wathawurrung
wti wti Berta
wtk wtk Watakataui
wtm wtm Mewati
wtw wtw Wotu
wua wua Wikngenchera
wub wub Wunambal
wud wud Wudu
wuh wuh Wutunhua
wul wul Silimo
wum wum Wumbvu
wun wun Bungu
wur wur Wurrugu
wut wut Wutung
wuv wuv Wuvulu-Aua
wux wux Wulna
wuy wuy Wauyai
wwa wwa Waama
wwb wwb Wakabunga
wwo wwo Wetamut
wwr wwr Warrwa
www www Wawa
wxa wxa Waxianghua
wxw wxw Wardandi
wyb wyb Wangaaybuwan-Ngiyambaa
wyi wyi Woiwurrung
wym wym Wymysorys
wyn wyn Wyandot
wyr wyr Wayoro
wyy wyy Western Fijian
xaa xaa Andalusian Arabic
xab xab Sambe
xac xac Kachari
xad xad Adai
xae xae Aequian
xag xag Aghwan
xai xai Kaimbe
xaj xaj Ararandewara
xak xak Maku
xam xam !Xam
xan xan Xamtanga
xao xao Khao
xap xap Apalachee
xaq xaq Aquitanian
xar xar Karami
xas xas Kamas
xat xat Katawixi
xau xau Kauwera
xav xav Xavante
xaw xaw Kawaiisu
xay xay Kayan Mahakam
xbb xbb Lower Burdekin
xbc xbc Bactrian
xbd xbd Bindal
xbe xbe Bigambal
xbg xbg Bunganditj
xbi xbi Kombio
xbj xbj Birrpayi
xbm xbm Middle Breton
xbn xbn Kenaboi
xbo xbo Bolgarian
xbp xbp Bibbulman
xbr xbr Kambera
xbw xbw Kambiwa
xby xby Batjala
xcb xcb Cumbric
xcc xcc Camunic
xce xce Celtiberian
xcg xcg Cisalpine Gaulish
xch xch Chemakum
xcl xcl Classical Armenian
xcm xcm Comecrudo
xcn xcn Cotoname
xco xco Chorasmian
xcr xcr Carian
xct xct Classical Tibetan
xcu xcu Curonian
xcv xcv Chuvantsy
xcw xcw Coahuilteco
xcy xcy Cayuse
xda xda Darkinyung
xdc xdc Dacian
xdk xdk Dharuk
xdm xdm Edomite
xdo xdo Kwandu
xdq xdq Kaitag
xdy xdy Malayic Dayak
xeb xeb Eblan
xed xed Hdi
xeg xeg !Xegwi
xel xel Kelo
xem xem Kembayan
xep xep Epi-Olmec
xer xer Xerente
xes xes Kesawai
xet xet Xeta
xeu xeu Keoru-Ahia
xfa xfa Faliscan
xga xga Galatian
xgb xgb Gbin
xgd xgd Gudang
xgf xgf Gabrielino-Fernandeno
xgg xgg Goreng
xgi xgi Garingbal
xgl xgl Galindan
xgm xgm Dharumbal
xgn xgn Mongolian languages
xgr xgr Garza
xgu xgu Unggumi
xgw xgw Guwa
xha xha Harami
xhc xhc Hunnic
xhd xhd Hadrami
xhe xhe Khetrani
xhm xhm Middle Khmer (1400 to 1850 CE)
xhr xhr Hernican
xht xht Hattic
xhu xhu Hurrian
xhv xhv Khua
xib xib Iberian
xii xii Xiri
xil xil Illyrian
xin xin Xinca
xir xir Xiriana
xis xis Kisan
xiv xiv Indus Valley Language
xiy xiy Xipaya
xjb xjb Minjungbal
xjt xjt Jaitmatang
xka xka Kalkoti
xkb xkb Northern Nago
xkc xkc Kho''ini
xkd xkd Mendalam Kayan
xke xke Kereho
xkf xkf Khengkha
xkg xkg Kagoro
xki xki Kenyan Sign Language
xkj xkj Kajali
xkk xkk Kachok
xkl xkl Mainstream Kenyah
xkn xkn Kayan River Kayan
xko xko Kiorr
xkp xkp Kabatei
xkq xkq Koroni
xkr xkr Xakriaba
xks xks Kumbewaha
xkt xkt Kantosi
xku xku Kaamba
xkv xkv Kgalagadi
xkw xkw Kembra
xkx xkx Karore
xky xky Uma'' Lasan
xkz xkz Kurtokha
xla xla Kamula
xlb xlb Loup B
xlc xlc Lycian
xld xld Lydian
xle xle Lemnian
xlg xlg Ligurian (Ancient)
xli xli Liburnian
xln xln Alanic
xlo xlo Loup A
xlp xlp Lepontic
xls xls Lusitanian
xlu xlu Cuneiform Luwian
xly xly Elymian
xma xma Mushungulu
xmb xmb Mbonga
xmc xmc Makhuwa-Marrevone
xmd xmd Mbudum
xme xme Median
xmg xmg Mengaka
xmh xmh Kugu-Muminh
xmj xmj Majera
xmk xmk Ancient Macedonian
xml xml Malaysian Sign Language
xmm xmm Manado Malay
xmn xmn Manichaean Middle Persian
xmo xmo Morerebi
xmp xmp Kuku-Mu''inh
xmq xmq Kuku-Mangk
xmr xmr Meroitic
xms xms Moroccan Sign Language
xmt xmt Matbat
xmu xmu Kamu
xmv xmv Antankarana Malagasy
xmw xmw Tsimihety Malagasy
xmx xmx Salawati
xmy xmy Mayaguduna
xmz xmz Mori Bawah
xna xna Ancient North Arabian
xnb xnb Kanakanabu
xnd xnd Na-Dene languages
xng xng Middle Mongolian
xnh xnh Kuanhua
xni xni Ngarigu
xnj xnj Ngoni (Tanzania)
xnk xnk Nganakarti
xnm xnm Ngumbarl
xnn xnn Northern Kankanay
xno xno Anglo-Norman
xnq xnq Ngoni (Mozambique)
xnr xnr Kangri
xns xns Kanashi
xnt xnt Narragansett
xnu xnu Nukunul
xny xny Nyiyaparli
xnz xnz Kenzi
xoc xoc O''chi''chi''
xod xod Kokoda
xog xog Soga
xoi xoi Kominimung
xok xok Xokleng
xom xom Komo (Sudan)
xon xon Konkomba
xoo xoo Xukuru
xop xop Kopar
xor xor Korubo
xow xow Kowaki
xpa xpa Pirriya
xpb xpb Northeastern Tasmanian
xpc xpc Pecheneg
xpd xpd Oyster Bay Tasmanian
xpe xpe Liberia Kpelle
xpf xpf Southeast Tasmanian
xpg xpg Phrygian
xph xph North Midlands Tasmanian
xpi xpi Pictish
xpj xpj Mpalitjanh
xpk xpk Kulina Pano
xpl xpl Port Sorell Tasmanian
xpm xpm Pumpokol
xpn xpn Kapinawa
xpo xpo Pochutec
xpp xpp Puyo-Paekche
xpq xpq Mohegan-Pequot
xpr xpr Parthian
xps xps Pisidian
xpt xpt Punthamara
xpu xpu Punic
xpv xpv Northern Tasmanian
xpw xpw Northwestern Tasmanian
xpx xpx Southwestern Tasmanian
xpy xpy Puyo
xpz xpz Bruny Island Tasmanian
xqa xqa Karakhanid
xqt xqt Qatabanian
xra xra Kraho
xrb xrb Eastern Karaboro
xrd xrd Gundungurra
xre xre Kreye
xrg xrg Minang
xri xri Krikati-Timbira
xrm xrm Armazic
xrn xrn Arin
xrr xrr Raetic
xrt xrt Aranama-Tamique
xru xru Marriammu
xrw xrw Karawa
xsa xsa Sabaean
xsb xsb Sambal
xsc xsc Scythian
xsd xsd Sidetic
xse xse Sempan
xsh xsh Shamang
xsi xsi Sio
xsj xsj Subi
xsl xsl South Slavey
xsm xsm Kasem
xsn xsn Sanga (Nigeria)
xso xso Solano
xsp xsp Silopi
xsq xsq Makhuwa-Saka
xsr xsr Sherpa
xss xss Assan
xsu xsu Sanuma
xsv xsv Sudovian
xsy xsy Saisiyat
xta xta Alcozauca Mixtec
xtb xtb Chazumba Mixtec
xtc xtc Katcha-Kadugli-Miri
xtd xtd Diuxi-Tilantongo Mixtec
xte xte Ketengban
xtg xtg Transalpine Gaulish
xth xth Yitha Yitha
xti xti Sinicahua Mixtec
xtj xtj San Juan Teita Mixtec
xtl xtl Tijaltepec Mixtec
xtm xtm Magdalena Penasco Mixtec
xtn xtn Northern Tlaxiaco Mixtec
xto xto Tokharian A
xtp xtp San Miguel Piedras Mixtec
xtq xtq Tumshuqese
xtr xtr Early Tripuri
xts xts Sindihui Mixtec
xtt xtt Tacahua Mixtec
xtu xtu Cuyamecalco Mixtec
xtv xtv Thawa
xtw xtw Tawande
xty xty Yoloxochitl Mixtec
xua xua Alu Kurumba
xub xub Betta Kurumba
xud xud Umiida
xug xug Kunigami
xuj xuj Jennu Kurumba
xul xul Ngunawal
xum xum Umbrian
xun xun Unggaranggu
xuo xuo Kuo
xup xup Upper Umpqua
xur xur Urartian
xut xut Kuthant
xuu xuu Kxoe
xve xve Venetic
xvi xvi Kamviri
xvn xvn Vandalic
xvo xvo Volscian
xvs xvs Vestinian
xwa xwa Kwaza
xwc xwc Woccon
xwd xwd Wadi Wadi
xwe xwe Xwela Gbe
xwg xwg Kwegu
xwj xwj Wajuk
xwk xwk Wangkumara
xwl xwl Western Xwla Gbe
xwo xwo Written Oirat
xwr xwr Kwerba Mamberamo
xwt xwt Wotjobaluk
xww xww Wemba Wemba
xxb xxb Boro (Ghana)
xxk xxk Ke''o
xxm xxm Minkin
xxr xxr Koropo
xxt xxt Tambora
xya xya Yaygir
xyb xyb Yandjibara
xyj xyj Mayi-Yapi
xyk xyk Mayi-Kulan
xyl xyl Yalakalore
xyt xyt Mayi-Thakurti
xyy xyy Yorta Yorta
xzh xzh Zhang-Zhung
xzm xzm Zemgalian
xzp xzp Ancient Zapotec
yaa yaa Yaminahua
yab yab Yuhup
yac yac Pass Valley Yali
yad yad Yagua
yae yae Pume
yaf yaf Yaka (Democratic Republic of Congo)
yag yag Yamana
yah yah Yazgulyam
yai yai Yagnobi
yaj yaj Banda-Yangere
yak yak Yakama
yal yal Yalunka
yam yam Yamba
yan yan Mayangna
yao yao Yao
yap yap Yapese
yaq yaq Yaqui
yar yar Yabarana
yas yas Nugunu (Cameroon)
yat yat Yambeta
yau yau Yuwana
yav yav Yangben
yaw yaw Yawalapiti
yax yax Yauma
yay yay Agwagwune
yaz yaz Lokaa
yba yba Yala
ybb ybb Yemba
ybe ybe West Yugur
ybh ybh Yakha
ybi ybi Yamphu
ybj ybj Hasha
ybk ybk Bokha
ybl ybl Yukuben
ybm ybm Yaben
ybn ybn Yabaana
ybo ybo Yabong
ybx ybx Yawiyo
yby yby Yaweyuha
ych ych Chesu
ycl ycl Lolopo
ycn ycn Yucuna
ycp ycp Chepya
yda yda Yanda
yde yde Yangum Dey
ydg ydg Yidgha
ydk ydk Yoidik
yea yea Ravula
yec yec Yeniche
yee yee Yimas
yei yei Yeni
yej yej Yevanic
yel yel Yela
yer yer Tarok
yes yes Nyankpa
yet yet Yetfa
yeu yeu Yerukula
yev yev Yapunda
yey yey Yeyi
yga yga Malyangapa
ygi ygi Yiningayi
ygl ygl Yangum Gel
ygm ygm Yagomi
ygp ygp Gepo
ygr ygr Yagaria
ygs ygs Yolnu Sign Language
ygu ygu Yugul
ygw ygw Yagwoia
yha yha Baha Buyang
yhd yhd Judeo-Iraqi Arabic
yhl yhl Hlepho Phowa
yhs yhs Yan-nhanu Sign Language
yia yia Yinggarda
yif yif Ache (yif)
yig yig Wusa Nasu
yih yih Western Yiddish
yii yii Yidiny
yij yij Yindjibarndi
yik yik Dongshanba Lalo
yil yil Yindjilandji
yim yim Yimchungru Naga
yin yin Riang Lai
yip yip Pholo
yiq yiq Miqie
yir yir North Awyu
yis yis Yis
yit yit Eastern Lalu
yiu yiu Awu
yiv yiv Northern Nisu
yix yix Axi Yi
yiz yiz Azhe
yka yka Yakan
ykg ykg Northern Yukaghir
yki yki Yoke
ykk ykk Yakaikeke
ykl ykl Khlula
ykm ykm Kap
ykn ykn Kua-nsi
yko yko Yasa
ykr ykr Yekora
ykt ykt Kathu
yku yku Kuamasi
yky yky Yakoma
yla yla Yaul
ylb ylb Yaleba
yle yle Yele
ylg ylg Yelogu
yli yli Angguruk Yali
yll yll Yil
ylm ylm Limi
yln yln Langnian Buyang
ylo ylo Naluo Yi
ylr ylr Yalarnnga
ylu ylu Aribwaung
yly yly Nyalayu
ymb ymb Yambes
ymc ymc Southern Muji
ymd ymd Muda
yme yme Yameo
ymg ymg Yamongeri
ymh ymh Mili
ymi ymi Moji
ymk ymk Makwe
yml yml Iamalele
ymm ymm Maay
ymn ymn Yamna
ymo ymo Yangum Mon
ymp ymp Yamap
ymq ymq Qila Muji
ymr ymr Malasar
yms yms Mysian
ymx ymx Northern Muji
ymz ymz Muzi
yna yna Aluo
ynd ynd Yandruwandha
yne yne Lang''e
yng yng Yango
ynk ynk Naukan Yupik
ynl ynl Yangulam
ynn ynn Yana
yno yno Yong
ynq ynq Yendang
yns yns Yansi
ynu ynu Yahuna
yob yob Yoba
yog yog Yogad
yoi yoi Yonaguni
yok yok Yokuts
yol yol Yola
yom yom Yombe
yon yon Yongkom
yot yot Yotti
yox yox Yoron
yoy yoy Yoy
ypa ypa Phala
ypb ypb Labo Phowa
ypg ypg Phola
yph yph Phupha
ypk ypk Yupik languages
ypm ypm Phuma
ypn ypn Ani Phowa
ypo ypo Alo Phola
ypp ypp Phupa
ypz ypz Phuza
yra yra Yerakai
yrb yrb Yareba
yre yre Yaoure
yrk yrk Nenets
yrl yrl Nhengatu
yrm yrm Yirrk-Mel
yrn yrn Yerong
yro yro Yaroame
yrs yrs Yarsun
yrw yrw Yarawata
yry yry Yarluyandi
ysc ysc Yassic
ysd ysd Samatao
ysg ysg Sonaga
ysl ysl Yugoslavian Sign Language
ysm ysm Myanmar Sign Language
ysn ysn Sani
yso yso Nisi (China)
ysp ysp Southern Lolopo
ysr ysr Sirenik Yupik
yss yss Yessan-Mayo
ysy ysy Sanie
yta yta Talu
ytl ytl Tanglang
ytp ytp Thopho
ytw ytw Yout Wam
yty yty Yatay
yua yua Yucateco
yub yub Yugambal
yuc yuc Yuchi
yud yud Judeo-Tripolitanian Arabic
yuf yuf Havasupai-Walapai-Yavapai
yug yug Yug
yui yui Yuruti
yuj yuj Karkar-Yuri
yuk yuk Yuki
yul yul Yulu
yum yum Quechan
yun yun Bena (Nigeria)
yup yup Yukpa
yuq yuq Yuqui
yur yur Yurok
yut yut Yopno
yuw yuw Yau (Morobe Province)
yux yux Southern Yukaghir
yuy yuy East Yugur
yuz yuz Yuracare
yva yva Yawa
yvt yvt Yavitero
ywa ywa Kalou
ywg ywg Yinhawangka
ywl ywl Western Lalu
ywn ywn Yawanawa
ywq ywq Wuding-Luquan Yi
ywr ywr Yawuru
ywt ywt Xishanba Lalo
ywu ywu Wumeng Nasu
yww yww Yawarawarga
yxa yxa Mayawali
yxg yxg Yagara
yxl yxl Yardliyawarra
yxm yxm Yinwum
yxu yxu Yuyu
yxy yxy Yabula Yabula
yyr yyr Yir Yoront
yyu yyu Yau (Sandaun Province)
yyz yyz Ayizi
yzg yzg E''ma Buyang
yzk yzk Zokhuo
zaa zaa Sierra de Juarez Zapotec
zab zab Western Tlacolula Valley Zapotec
zac zac Ocotlan Zapotec
zad zad Cajonos Zapotec
zae zae Yareni Zapotec
zaf zaf Ayoquesco Zapotec
zag zag Zaghawa
zah zah Zangwal
zai zai Isthmus Zapotec
zaj zaj Zaramo
zak zak Zanaki
zal zal Zauzou
zam zam Miahuatlan Zapotec
zao zao Ozolotepec Zapotec
zap zap Zapotec
zaq zaq Aloapam Zapotec
zar zar Rincon Zapotec
zas zas Santo Domingo Albarradas Zapotec
zat zat Tabaa Zapotec
zau zau Zangskari
zav zav Yatzachi Zapotec
zaw zaw Mitla Zapotec
zax zax Xadani Zapotec
zay zay Zayse-Zergulla
zaz zaz Zari
zba zba Balaibalan
zbc zbc Central Berawan
zbe zbe East Berawan
zbl zbl Blissymbols
zbt zbt Batui
zbu zbu Bu (Bauchi State)
zbw zbw West Berawan
zca zca Coatecas Altas Zapotec
zcd zcd Las Delicias Zapotec
zch zch Central Hongshuihe Zhuang
zdj zdj Ngazidja Comorian
zeg zeg Zenag
zeh zeh Eastern Hongshuihe Zhuang
zen zen Zenaga
zga zga Kinga
zgb zgb Guibei Zhuang
zgm zgm Minz Zhuang
zgn zgn Guibian Zhuang
zgr zgr Magori
zhb zhb Zhaba
zhd zhd Dai Zhuang
zhi zhi Zhire
zhn zhn Nong Zhuang
zhw zhw Zhoa
zhx zhx Chinese (family)
zia zia Zia
zib zib Zimbabwe Sign Language
zik zik Zimakani
zil zil Zialo
zim zim Mesme
zin zin Zinza
ziw ziw Zigula
ziz ziz Zizilivakan
zka zka Kaimbulawa
zkb zkb Koibal
zkd zkd Kadu
zkg zkg Koguryo
zkh zkh Khorezmian
zkk zkk Karankawa
zkn zkn Kanan
zko zko Kott
zkp zkp Sao Paulo Kaingang
zkr zkr Zakhring
zkt zkt Kitan
zku zku Kaurna
zkv zkv Krevinian
zkz zkz Khazar
zla zla Zula
zle zle East Slavic languages
zlj zlj Liujiang Zhuang
zlm zlm Malay (individual language)
zln zln Lianshan Zhuang
zlq zlq Liuqian Zhuang
zls zls South Slavic languages
zlw zlw West Slavic languages
zma zma Manda (Australia)
zmb zmb Zimba
zmc zmc Margany
zmd zmd Maridan
zme zme Mangerr
zmf zmf Mfinu
zmg zmg Marti Ke
zmh zmh Makolkol
zmi zmi Negeri Sembilan Malay
zmj zmj Maridjabin
zmk zmk Mandandanyi
zml zml Matngala
zmm zmm Marimanindji
zmn zmn Mbangwe
zmo zmo Molo
zmp zmp Mpuono
zmq zmq Mituku
zmr zmr Maranunggu
zms zms Mbesa
zmt zmt Maringarr
zmu zmu Muruwari
zmv zmv Mbariman-Gudhinma
zmw zmw Mbo (Democratic Republic of Congo)
zmx zmx Bomitaba
zmy zmy Mariyedi
zmz zmz Mbandja
zna zna Zan Gula
znd znd Zande languages
zne zne Zande (individual language)
zng zng Mang
znk znk Manangkari
zns zns Mangas
zoc zoc Copainala Zoque
zoh zoh Chimalapa Zoque
zom zom Zou
zoo zoo Asuncion Mixtepec Zapotec
zoq zoq Tabasco Zoque
zor zor Rayon Zoque
zos zos Francisco Leon Zoque
zpa zpa Lachiguiri Zapotec
zpb zpb Yautepec Zapotec
zpc zpc Choapan Zapotec
zpd zpd Southeastern Ixtlan Zapotec
zpe zpe Petapa Zapotec
zpf zpf San Pedro Quiatoni Zapotec
zpg zpg Guevea De Humboldt Zapotec
zph zph Totomachapan Zapotec
zpi zpi Santa Maria Quiegolani Zapotec
zpj zpj Quiavicuzas Zapotec
zpk zpk Tlacolulita Zapotec
zpl zpl Lachixio Zapotec
zpm zpm Mixtepec Zapotec
zpn zpn Santa Ines Yatzechi Zapotec
zpo zpo Amatlan Zapotec
zpp zpp El Alto Zapotec
zpq zpq Zoogocho Zapotec
zpr zpr Santiago Xanica Zapotec
zps zps Coatlan Zapotec
zpt zpt San Vicente Coatlan Zapotec
zpu zpu Yalalag Zapotec
zpv zpv Chichicapan Zapotec
zpw zpw Zaniza Zapotec
zpx zpx San Baltazar Loxicha Zapotec
zpy zpy Mazaltepec Zapotec
zpz zpz Texmelucan Zapotec
zqe zqe Qiubei Zhuang
zra zra Kara (Korea)
zrg zrg Mirgan
zrn zrn Zerenkel
zro zro Zaparo
zrp zrp Zarphatic
zrs zrs Mairasi
zsa zsa Sarasira
zsk zsk Kaskean
zsl zsl Zambian Sign Language
zsr zsr Southern Rincon Zapotec
zsu zsu Sukurum
zte zte Elotepec Zapotec
ztg ztg Xanaguia Zapotec
ztl ztl Lapaguia-Guivini Zapotec
ztm ztm San Agustin Mixtepec Zapotec
ztn ztn Santa Catarina Albarradas Zapotec
ztp ztp Loxicha Zapotec
ztq ztq Quioquitani-Quieri Zapotec
zts zts Tilquiapan Zapotec
ztt ztt Tejalapan Zapotec
ztu ztu Guila Zapotec
ztx ztx Zaachila Zapotec
zty zty Yatee Zapotec
zua zua Zeem
zuh zuh Tokano
zum zum Kumzari
zun zun Zuni
zuy zuy Zumaya
zwa zwa Zay
zyb zyb Yongbei Zhuang
zyg zyg Yang Zhuang
zyj zyj Youjiang Zhuang
zyn zyn Yongnan Zhuang
zyp zyp Zyphe Chin
zzj zzj Zuojiang Zhuang',
       E'\n')) l (line);
