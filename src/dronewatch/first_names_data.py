"""Common first names in French news, folded (no case, no accents): nothing but data, from general knowledge."""

from __future__ import annotations

_FRENCH = """
aaron abel adelaide adele adeline adrien adrienne agathe agnes aime aimee alain alan alban albane alberic albert
alberte aldo alex alexandra alexandre alexia alexis alfred alice alicia alienor aline alix alizee allan alma aloise
aloys alphonse alphonsine amandine amaury ambre ambroise amedee amelia amelie anais anastasia anatole andre andrea
andree ange angela angele angelina angelique anicet anita ann anna annabelle anne annette annick annie anouk anselme
anthony antoine antoinette antonin apolline archibald ariane ariel arlette armand armande armel armelle arnaud arnold
arsene arthur astrid athenais aubin aude audrey auguste augustin aurelia aurelie aurelien aurore axel axelle aymar
aymeric baptiste baptistin barbara barnabe barthelemy basile bastien baudouin beatrice benedicte benjamin benoit
berangere berenger berenice bernadette bernard bernardin bertille bertrand betty blaise blandine boris brice brigitte
bruce bruno camille candice capucine carine carl carla carolane carole caroline cassandra catherine cathy cecile
cecilia cedric celestin celestine celia celina celine chantal charlene charles charlie charline charlotte charly chloe
chris christel christelle christian christiane christine christophe cindy claire clara clarisse claude claudette
claudia claudie claudine clelia clemence clement clementine cleo clotaire clothilde clotilde clovis colette colin
coline colombe come constance constant constantin coralie corentin corine corinne cristina cyprien cyr cyriaque cyril
cyrille damien damienne dan daniel daniela daniele danielle danny dany daphne dave david davy deborah delphine denis
denise desire desiree diana diane didier dimitri dolores dominique donatien dora doriane dorine doris dorothee eddie
eddy edgar edgard edith edmond edmonde edouard edwige eglantine eleonore eliane elie eliette elisa elisabeth elise
elizabeth ella ellen elliot elodie eloi eloise elsa elvire emeric emile emilie emilien emilienne emma emmanuel
emmanuelle emmy enora enzo eric erick erik ernest ernestine erwan erwann esteban estelle esther ethan etienne eugene
eugenie eva evan evariste eve evelyne ezechiel fabien fabienne fabiola fabrice fanny fantine faustine felicie felicien
felicite felix ferdinand fernand fernande fiona firmin flavie flavien flora floran flore florence florent florentin
florian floriane florine francine franck francois francoise frank frankie fred freddy frederic frederick frederique
gabin gabriel gabriela gabriele gabrielle gael gaelle gaetan gaetane gaspard gaston gauthier gautier genevieve
geoffrey geoffroy george georges georgette gerald geraldine gerard geraud germain germaine gervais ghislain ghislaine
gilbert gilberte gilles ginette gisele gladys gontran gonzague gregoire gregory guenael guenaelle guenole guilhem
guillaume gustave guy guylaine gwenael gwenaelle gwendoline gwenola hadrien hector helena helene heloise henri
henriette henry herbert hermann hermine herve hilaire hippolyte honore honorine horace hortense hubert hugo hugues
huguette ida ignace igor ines ingrid irene iris irma isaac isabel isabelle isadora isidore ivan ivana jack jackie
jacky jacob jacqueline jacques jade james jana jane janine jason jean jeanne jeannette jeannine jeannot jennifer jenny
jeremie jeremy jerome jerry jessica jessie jessy jim jimmy joachim joan joanna joanne jocelyn jocelyne jodie joel
joelle joey johan johann johanna john johnny jonas jonathan jordan jordane jose joseph josephe josephine josette
joshua josiane josselin josseline josue judicael judith jules julia julian juliane julie julien julienne juliette
justin justine karen karim karima karin karine karl kateline katell katia kelly ken kevin kilian kim kylian laetitia
lambert lana lara laura laure laureen laureline laurence laurent laurette laurianne laurie lazare lea leandre leila
lena leo leon leonard leonardo leonce leone leonie leontine leopold leslie leticia levi lia liam lidia lila lili
lilian liliane lilou lily lina linda line lionel lisa lise lisette loan loic lola lorene lorraine lou louis louisa
louise louka loup luc luca lucas luce lucette lucia lucie lucien lucienne lucile lucille ludivine ludovic luis luka
lydia lydie lylian madeleine mado mae mael maelle maeva magali magalie maggy mailys maite malika malo malorie manon
manuel manuela marc marceau marcel marcelin marceline marcelle marcellin marco margaux margot marguerite maria
marianne marie marielle marilou marilyn marin marina marine mario marion marius marjolaine marjorie mark marlene
martha marthe martial martin martine mary maryline maryse maryvonne mateo mathias mathieu mathilde mathis mathurin
matteo matthias matthieu maud maude maurice mauricette max maxence maxime maximilien maximin maya medard melanie
melina melissa melodie mercedes meryl michael michaela michel michele micheline michelle mickael mila milan milena
milo mireille miriam moise monica monique morgan morgane moritz muriel murielle mylene myriam nadege nadia nadine nael
nais nancy nans naomi natacha natalia natalie nathalie nathan nathanael neil nelly nestor nicolas nicole nicoletta
nikita nils nina ninon noa noam noe noel noela noelie noeline noelle noemie nolan nolwenn nora norbert norman oceane
octave octavie odette odile odilon olga olive oliver olivia olivier ombline omer ophelie oriane orlane oscar oswald
otto owen pablo pacome paola pascal pascale pascaline patrice patricia patrick paul paula paule paulette paulin
pauline peggy perrine peter philibert philippa philippe philippine philomene pierre pierrette pierrick placide prosper
quentin rachel raoul raphael raphaela raphaele raphaelle rayan raymond raymonde rebecca regine regis reine remi remy
renaud rene renee reynald reynaud richard rita robert roberta roberte robin roch rodolphe rodrigue roger roland
rolande romain romane romaric romeo romuald ronald ronan rosa rosalie rosaline rose roseline roselyne rosine roxane
roy ruben rudy sabine sabrina sacha salome salomon sam samantha sami samia samuel samy sandra sandrine sandy sara
sarah sasha saturnin saul savinien sebastien segolene selena selim serena serge severin severine sheila sibylle sidney
sidonie simeon simon simone sixte sofia solal solange solene solenn solenne sonia sophia sophie stan stanislas stella
stephan stephane stephanie steve steven sue suzanne suzette suzon sybille sylvain sylvaine sylvestre sylvia sylviane
sylvie tanguy tania tatiana ted teddy teo thaddee thais thea theo theodore theophile theotime therese thibaud thibault
thibaut thierry thiphaine thomas tifany tim timothe timothee titouan tom tommy toni tony toussaint tristan ugo ulrich
ulysse urbain ursula valentin valentine valere valeria valerian valerie valery vanessa venceslas vera veronique
vianney vicky victoire victor victoria victorien vincent vincente violaine violette virgile virginie viviane vivien
vivienne vladimir walter wendy werner wilfrid wilfried william willy winnie xavier xaviere yael yan yanis yann yannick
yannis yoan yoann yohan yohann yolande youri yse yvan yves yvette yvon yvonne zacharie zelie zoe
"""
_ABROAD = """
aaliyah abbas abdallah abdel abdelaziz abdelfattah abdelhak abdelkader abdelmadjid abdelmalek abdelmoumen abderrahmane
abdou abdoulaye abdul abdullah abraham achraf ada adam adama adel adil adnan adolfo adriana adriano agnieszka ahmad
ahmed aicha aida aisha aissa ajay akihito akio akira aksel alassane alberto alec alejandro aleksandar alena alessandra
alessandro alexander alexandria alexandros alexei alexey alfredo ali alina allen allison alpha alvaro alyssa amadou
amal amanda amber amel amin amina aminata amine amir amira amy ana anas anatoli anders andreas andrei andres andrew
andrey andriy andrzej andy angel angelo angus anibal anil anissa anja anke annalena annegret ansu antonella antoni
antonia antonio antonis antony anwar arash aretha ari ariana arianna arjen armando armin arnaldo arun arvind ashley
ashraf asif asma assa augusto avi awa ayman ayoub aziz babacar bachar badr bakary barack barney barry bart bartosz
bashar bassam beata beatriz ben benazir benedikt benito benny benyamin bernardo bernie beth beto beyonce bilal bill
billie billy bjorn blake blanca bob bobby bogdan bono borja boualem boubacar bouchra brad bradley brahim brandon
brenda brendan brenton brett brian bridget brigitta britney bryan burak caitlin calvin cameron carles carlo carlos
carmen carol carolina carrie carter casey caspar catalin catarina cesar chad charlize cheikh chelsea cheryl chiara
chico christopher chuck chung cinzia clark claudio clemens cliff clint clive colleen connor conor conrad cornelia
courtney craig cristian cristiano cristobal curtis cynthia daisuke dalia damian damiano damon danica danilo dario
darius darren darya dawn dean debbie demi dennis denzel derek desmond devin diego dieter dietmar dilma dimitar
dimitris dina dino dirk djamel djamila djibril dmitri dmitry dmytro domenico donald donna dorian doug douglas drake
drew duncan dustin dwayne dwight dylan ed eduardo edward edwin eileen ekaterina elaine eleanor elena eli elias elif
elina elio elon elton elvis emanuel emanuele emerson emilia emiliano emilio emily emine emre enrico enrique erdogan
erika erin ernesto esra estela ettore eugenia eugenio evelyn evgueni evo ezra fabio fabrizio fadila fahd faisal farah
farid farida fatiha fatima fatma fatou fatoumata fayez federica federico felipe fernanda fernando fethi fidel filip
filippo florentino fouad fran frances francesca francesco francis francisco frans franz freya friedrich fumio gabor
gad gareth garry gary gavin gene georg giacomo gianluca gianluigi gianni gigi gilberto gina giorgia giorgio giovanna
giovanni giulia giulio giuseppe glenn gloria gonzalo goran gordon grace graham grant greg gregor greta grzegorz guido
guillermo gunter gustavo gwendal habib hadi hafid hafsa haider hakim halim halima hamid hamza hanna hannah hannes hans
harald haris harold harriet harrison harry haruki harvey hasan hashim hassan hatice hayat heather heidi heiko heinrich
heinz helen helga helmut henrik henrique herman hicham hichem hideki hillary hiroshi hocine holly hosni houcine houda
houria howard hugh huma humberto hussein ian ibrahim ibrahima idriss idrissa ilan ilham ilhan ilya imad iman imane
imran inga inigo ioana ion irina isa isabella isaiah isis ismael ismail issam ivanka ivica jacinda jackson jaime jair
jakob jakub jamal jamel jamie jamila jan janet janez janis jared jaroslaw javier jawad jay jayden jeff jefferson
jeffrey jens jeremiah jermaine jesper jesse jesus jiang jill jin jo joao joaquin job joe joerg joko jon joost jordi
jorge joris josef josep jovan joyce juan juana juanma judy juha julio julius jun junior jurgen justyna kader kais
kamal kamala kamel kanye karel karol karolina kasper kassym kate katerina katharina katherine kathleen kathryn kathy
katie katrin katy kay kayla kaylee keiko keir keith kellyanne kemal kendall kenneth kenny kenza kenzo kerry khadija
khaled khalid khalifa khalil khamenei kirill kirsten kirstjen klaus koffi kofi konstantin kris kristalina kristen
kristin kristina kurt kyle kylie kyriakos lady lamia lamine lance larry lars lassana latifa lauren lech lee leigh
lenny leonid leopoldo leroy lewis leyla li liana liliana lilly lindsay lindsey lisbeth livia liviu liz liza ljubica
lois lorenzo loretta loris lothar louie lubna luciano lucio ludmila luigi luiz lukas luke lutz lyes lyndon mads
mahamadou mahamat mahdi maher mahinda mahmoud mahmud majid malala malcolm malek malia malik mamadou mame mamoudou
mandy manfred mansour manu mao mara marcello marcelo marcia marcin marcos marcus marek maren margaret margarita
margrethe mariah mariam mariama mariana mariano mariella marisa marisol marissa marko markus marlon marta marten
martina marty marvin marwa marwan massimo matt matthew maureen mauricio maurizio maxim maximilian maximiliano maylis
meghan mehdi mehmet mel melania melvin meriem messaoud mia micah michail michal mickey miguel mika mikael mikail mike
mikhael mikhail milos milton minh mirko miroslav mitch mitt moctar mohamad mohamed mohammad mohammed mohand mona
moncef mostafa mouhamed moulay mounia mounir mourad moussa moustapha muhammad muhammadu mukesh murat musa mustafa
mustapha mykola nabil nabila nadav nadim nadir nadira naima najat najib nana naoto narendra nasser nassim nassima
natasha nawal nawel neal ned nelson nemat neymar nick nicky nico nicola nicolae nigel nikki niklas nikol nikola
nikolai nikos nino nizar noah noor nordine norma noureddine nouri novak nursultan olaf ole oleg oleksandr olof omar
oprah osama osman ossama otmar oumar ousmane oussama ovidie pamela panayotis paolo parker pat patrik patrizia paulo
pavel pawel pedro penelope penny pep percy perez perry pete petr petra petro phil philip phillip pier pierluigi pietro
pilar piotr pippa pol priscilla priti priyanka qassem quincy rachid rachida radoslaw rafael rafaela rafal raffaele
rafik rafiq rahim raila raissa rajiv ralf ralph rama ramon ramzan ramzi ramzy rana rand randy ranil raul ravi ray reda
reed reese reinhard reuven reza rhys riad riadh ricardo riccardo rick ricky rihanna riyad rob roberto rochdi rodney
rodrigo roel rokhaya roman romano romina ron ronaldo ronnie rory rosario rosemary ross rowan roxana rudolf rudolph rui
rupert rupi ruslan russell ruth ryan sadio sadiq saeed safia said saida saif salah saleh salim salima sally salma
salman salvador salvatore samir samira sana sandro sania sanjay sanna santiago sascha saskia satoshi satya scarlett
scott sean sebastian selma sergei sergey sergio sergiu shakira shane shannon sharon shaun shawn shinzo shirley sibyle
sienna sigmar silvia silvio simona sinead siobhan slimane slobodan sofiane soraya soro souad soufiane souleymane stacy
stefan stefania stefano steffen sten stephen stevie stewart stuart sultan sundar sunil sunny susan susana susanna
susanne suzie suzy sven svetlana sylvester tadej tahar tamara tammy tanja tara tarek tareq tarik tariq taylor tayyip
terence teresa terrence terry thabo theresa thiago thomasz thorsten tiago tidiane tiffany tiger tijani timo timothy
tina tobias todd tomas tomasz tomislav toomas tracy travis trevor trey troy truman tsai tyler ulf ulrike uma umar
umberto ursula usain uwe vaclav valentina valentino valeri valerio valtteri vasily victorine vijay viktor viktoriia
viktoriya vince vinicius viola vitali vittorio vivian vlad volker volodymyr waldemar wallerand wang ward warren wassim
wayne wes wesley whitney wilhelm willem wilson winston wissam wladimir wolfgang woody xi yacine yahya yair yana yasin
yasmina yasmine yasser yassin yassine yassir yehya yoel yogi yoko yoshihide yoshiro youcef yousra youssef youssouf
yulia yuri yusuf zac zach zachary zack zahia zahra zakaria zaki zara zayn zdravko zeina zhang zied zine zineb zinedine
zohra zoltan zoran zouhair zubin zuzana
"""
# First names that are as often something else at the head of capitals: a place, a month, a word.
_AMBIGUOUS = """
aime ange aube avril charlie chelsea china clement come constance constant dan dawn drake florence france grace guy
honore iris isis jade jordan kim lady laval li line lorraine lou loup mai malo mao marin marine mark max may mercedes
mila milan morgan nancy nice noel nova octave orange paris perry pilar prosper regis reine roman romane rose sacha sam
santiago saturnin sultan sydney tiger toussaint valence victoire vienne violette virginia ward wilson winnie
"""
# Names of places and other words that are first names only beside a surname: they tell that it is no place, not that it
# is a person.
_BESIDE_A_SURNAME = """
alexandrie austin blanche brooklyn dakota dick fleur franco georgia houston india
israel jasmine lincoln madison orlando prince rex savannah sydney vienna virginia will
"""

FIRST_NAMES = frozenset(_FRENCH.split()) | frozenset(_ABROAD.split())
AMBIGUOUS = frozenset(_AMBIGUOUS.split())
BESIDE_A_SURNAME = FIRST_NAMES | frozenset(_BESIDE_A_SURNAME.split())
