/** Given names of many countries, folded: who is spoken of without being on the roster is known as a person by them. */
export const GIVEN_NAMES: ReadonlySet<string> = new Set(
  `aaliyah aaron abdi abdul abdullah abena abimbola ade adebayo adel adele adnan adrian adriana agata agnes agnieszka ahmad ahmed aidan
  aisha aiko ajay akash akira alan alba aldo aleksandra alejandra alfonso alia alice alicia alina aline alma alok alvaro amal amanda amara
  amelia amelie amina amir amit amy anastasia anders andile andreea anika anil anita anja anjali anke ankit anneke annika anselm antonella
  anouk aoife apoorva arif arjun arman armando arnaud arne arno arthur arturo arun arvind asha ashley ashok asif astrid audrey aurelie
  aurora axel ayesha ayse azadeh babak bahar bart barry bartosz basak basma beata begona belen benedikt benoit bernadette bernard bernd
  bertrand bettina bianca bilal birgit bjorn blanca bogdan bojan boris brandon brenda brendan brian bridget brigitte bronwyn bruce bruno burak
  caitlin cameron camila camille can candice carla carmen carole caroline carsten casey caspar catarina cecilia cedric celia celine cem cesar
  chandra chantal chen chiara chidi chika chiharu chinedu chloe ciara claire clara clarissa claudia claudio claus clemens clement colin colm
  connor conor consuelo corinna cornelia cosmin cristian cristiano curtis cyril dagmar daisuke damian damien danica danielle danilo dara
  daria darius darko darren daryl deepa deepak deirdre delphine denise dennis desmond detlef dev devi dhruv diana diane diego dieter dilek
  dimitar dimitri dina dinesh dirk divya djamel dmitri dolores dominika dominique dora doris dorota dragan duncan dusan dylan ebru eduard
  efua eileen ekaterina elena eleni eleonora elif elke ella ellen elliot eloise elsa elvira emeka emil emiliano emilie emine emma emmanuel
  emre eoin erhan eric erica erik erika erin ernesto esra estelle esther eszter ethan eva ewa ezra fabian fabien fabio fabrice fadi faisal
  fang fanny farah farid farida faruk fatima fatma fausto federica federico felicia felipe felix fergus fernanda fernando feng filip fiona
  flavia florian fotini franca francesca francesco franck franziska frederik frida gareth gavin gemma genevieve gerard gerardo gerhard
  gerrit ghada gianluca gilbert gilles gina giorgio giulia giulio gisela gitte glenn gloria goran gorka grazia greta grit guido gunnar
  gunther gustav gustavo gwen habib hadi hakan hamid hamza hana hanif hanna hannah hans harald hari harini haruka hasan hassan heather
  hector hedwig heidi heike heiko helen helena helene helga helmut hendrik herbert hernan herve hilary hilde hiroshi hiroko holger hong
  horacio horst hugo hussein ian ibrahim ifeoma ignacio igor ikram ilaria ilias ilse iman imani imogen imran ines inga inge ingo ingrid
  inigo inaki ioana ioannis irena irene irina irma isaac isabelle ishaan ismail ivan ivana ivo iwona jaap jacinta jacques jadwiga jalal
  jamal janelle janina janine jared jarek jaroslav jasmin jasmine javier jelena jens jerome jesper ji jihad jing jitka joana joaquin jochen
  joel joelle joerg johanna jolanta jonas joost jordi jorn josefina josune jovana joyce juanita juho jukka julen juliana juliette julio
  jun jurgen justin justyna jutta kai kaito kamal kamil kana karen karim karin karina karsten kasper katja katrin kavita kavya kazuki keiko
  keith kelly kemal kenji kerstin kevin khadija khalid kiran kirsten kirsty kjell klara klaudia kofi koji kristin kristina kristof kumar
  kurt kwame kyle lakshmi lara lars latifa laura laurent lea leah leandro leila leire leonie leticia li liam lidia lieke lilian lilly lin
  linda lindsay ling linus lisa lise livia ljiljana loic lola lorena lorna lothar lotte luana lubna luc lucie lucien luciana ludovic luigi
  luisa lutz lydia lynn maarten madhu mads magnus mahmoud maja makoto malik malika malin mandy manfred manish manju manon manuel manuela
  mara marc marcel marcela marcelo marcin marco marcos marcus marek mareike margarita margit margot mariam mariana marianne mariela marija
  marika marina mario marisa marius marjan markus marlene marloes marta martha marthe martin martina marvin maryam masako mateus mathias
  mathieu matilda maud maureen mauricio mauro mayumi mechthild medhi meera megan mehmet mei melinda mercedes meret meryem mihai milan milena
  milica min mina mira mirela miriam mirjam mirko misaki mitsuko mohan moira mona morag morgan morten moritz mounir mustafa myriam nabil
  nadia nadine nagore naima naoko naomi narges natalia natalie natascha nathalie navid neha neil nele nelly nelson nerea nesrin ngozi niall
  niamh nicola nicolai nicoletta nigel nikhil nikita nikos nils nina nisha nithya noa noelia noemi nora norbert noriko noura nuno nuria
  odile oisin oksana olaf oleg olga olufemi oluwaseun omar ona oriol orla oscar osman otto pascal patricio patrizia patrycja paula paulina
  pauline pavel pawel pedro peggy penelope percy perla petar petra phoebe pia pieter pilar pooja pradeep prakash pranav priya priyanka qiang
  quentin rabia radek rafael rahul raimund rainer raj rajesh ralf ralph ramesh ramon rana rania raphael raquel rashid raul ravi rebekka
  regina reiner reinhard remi renata renate rene reza rhiannon rhys riccardo rika rita roberta rocio rodolfo roel rohan rohit roland
  rolf roman romain romy rosa rosalind rosana rosario rowan ruben rubina rudiger rudolf rui ruth ryan ryo saad sabine sabrina sadia said
  sakura salim salma samir samira sandeep sandra sanjay santiago sara sarah sascha satoshi saul savvas scott sean selim selma serena
  shane shanti sharon sheila shirin shiv shreya siddharth sigrid silja silke silvia simon sina sinead siobhan slavica snezana sofia solene
  sonia sonja soren stacey stanislav stavros stefania stella stina subhash suki sunil sunita suresh susana svein sven svenja svetlana sylvain
  sylvia sylvie tadashi taehyun takashi takeshi talia tamara tania tanja tara tariq tarik tatjana tayo teemu terje tessa thabo thandi thea
  thierry thijs thilo thorsten tiago tibor tiffany tihana till timo timur tina tiziana tomoko torben torsten tove tracy trevor tristan tuan
  udo ulf ulla ulrich ulrike uma umar ursula usha uta uwe vanja vasilis veena vera veronica veronika veronique vesna vidya viktoria vijay
  vikram vilma vincenzo violeta virginie vivek viviane volker waleed walid waltraud warwick wanda wei wendy werner wim winfried wojciech
  xabier xavier xia ximena xin yan yann yannick yara yasmin yasmine yasuko yi ying yolanda yoshiko yuki yulia yusuf yves yvonne zainab zaki
  zara zeynep zhang zofia zoltan zoe zuzana`
    .trim()
    .split(/\s+/),
);
