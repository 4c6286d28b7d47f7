/** The small words of languages: the most frequent ones, which no other talk has so many of. */

/** By BCP 47 primary tag. Words that are everyday in many languages tell little and are weighed down by the detector. */
const LISTS: Readonly<Record<string, string>> = {
  en: `the and of to that is it you we for on with this have be are was not but what so do can will there they if just about
    our from would like think should has know at going as or an my your get when all one need then that's it's i'll we're don't okay yeah
    i me he she his her been had did does how who which by them their some any up out time because could were than no yes good right`,
  de: `der die das und ist nicht ich wir ein eine zu den von mit sie es auf für dass sich auch noch dem haben hat bei aus oder wie
    aber wenn kann wird sind war werden einen einem nach dann mal ja nein bis zum zur im am vom habe uns euch ihr du mir dir man schon
    also jetzt doch was muss müssen können ob über als nur so sehr einer wieder weil gut genau danke bitte hier da ihn ihm kein keine`,
  fr: `le la les des et est une un que qui pas nous vous je il elle on ce ça dans pour sur avec sont ne se au aux du de plus par
    mais ou où donc alors bien oui non c'est d'accord j'ai qu'on faut fait être avoir cette ces ses son sa mon ma mes tu te moi très
    aussi comme tout tous peut était ont avez avons suis leur y en si quand même après avant encore merci l'on n'est qu'il peu`,
  es: `el la los las de que y en un una es no se por con para lo al del como más pero su sus le les ya o este esta está están hay
    muy sí qué si porque cuando también entonces bueno vamos tenemos tengo hacer hace ser son fue yo nos me te mi todo todos eso esto
    ese así ahora donde sobre hasta desde nada algo gracias vale era ha han he puede pueden tiene cada entre tú usted ustedes`,
  nl: `de het een en van ik je dat is in te niet we wij die op voor met zijn er maar ook aan als dan nog wel kan heb hebben heeft
    wat naar om bij dit jij jullie moet moeten worden wordt was uit hoe zo ja nee geen al door over hij ze zij u mijn onze ons even
    gaan gaat doen doet kunnen zou willen wil dus nu hier daar waar tot veel meer iets niets iemand want of toch eens goed`,
  it: `il lo la gli le di che e è un una per non con sono si da in mi ho hai ha abbiamo hanno questo questa del della dei delle
    al alla nel nella sul ma anche come più perché quando cosa se io tu noi voi loro ci vi ne già poi quindi allora bene sì molto fare
    essere stato era sua suo tutto tutti dove dopo prima adesso ancora cioè degli dal dalla grazie`,
  pt: `o a os as de que e do da em um uma para com não se por mais dos das no na nos nas ao à é são foi tem está isso este esta
    você vocês eu nós eles ele ela mas como também já só muito bem então porque quando ser ter fazer vai vou temos aqui agora até sobre
    meu minha seu sua pelo pela gente ou nem depois ainda sim obrigado onde tudo`,
  ca: `el la els les de que i en un una és no es per amb per al del com més però seu seva ja o aquest aquesta està hi molt sí què
    perquè quan també doncs bé som són jo ens em et tot tots això així ara fins des res gràcies hem han he pot cada nosaltres vosaltres`,
  pl: `i w na z do się nie to jest że jak o co ale po za od już tak tylko czy by ja ty my wy oni dla przez są był była było może
    mamy mam ma jeszcze bardzo dobrze tego tej ten ta te te które który która tym będzie trzeba można żeby więc też przy nas nam was
    mnie jego jej ich ze pan pani dziękuję gdzie kiedy bo albo`,
  cs: `a v na se je že to s z do o i k ale jak po za si by jsem jsme jste jsou byl byla bylo tak už jen co který která které ten ta
    pro od nebo když má mám máme ještě také není budeme bude tam tady být může musíme prosím děkuji kde protože aby jako ho mu jí jim`,
  sk: `a v na sa je že to s z do o aj k ale ako po za si by som sme ste sú bol bola bolo tak už len čo ktorý ktorá ktoré ten tá pre od
    alebo keď má mám máme ešte tiež nie budeme bude tam tu byť môže musíme prosím ďakujem kde pretože aby`,
  sv: `och att det i på är som en för av med den till inte om ett har de jag vi du han hon man så men kan ska var eller när vad från
    också nu här där bara vara blir skulle måste sig oss er dem mig dig din min vår alla något någon ja nej tack hur efter över väl`,
  da: `og at det i på er som en for af med den til ikke om et har de jeg vi du han hun man så men kan skal var eller når hvad fra
    også nu her der bare være bliver skulle må sig os jer dem mig dig din min vores alle noget nogen ja nej tak hvordan efter over`,
  nb: `og at det i på er som en for av med den til ikke om et har de jeg vi du han hun man så men kan skal var eller når hva fra
    også nå her der bare være blir skulle må seg oss dere dem meg deg din min vår alle noe noen ja nei takk hvordan etter over`,
  fi: `ja on ei se että hän minä sinä me te he mutta kun niin kuin jos myös tai vain nyt sitten mitä missä olen olet olemme ovat oli
    voi pitää täytyy tämä tuo joka jotka ole kyllä kiitos hyvä vielä jo tässä siellä siitä meidän teidän`,
  hu: `a az és hogy nem is egy van meg ez azt ha de csak már vagy mint én te mi ti ők ami aki el ki fel le be most akkor itt ott
    kell lehet lesz volt vannak nagyon jó igen köszönöm még mert ezt ezek`,
  ro: `și de la în a pe nu cu că este un o se din pentru mai sunt ce să am ai are avem au dar ca sau care acest această lui ei noi voi
    eu tu el ea dacă când foarte bine da mulțumesc până după aici acolo acum doar fost era fi trebuie`,
  tr: `ve bir bu da de için ne çok ama var yok gibi daha ile mi mı mu ben sen biz siz o onlar şu her şey olarak olan kadar sonra
    önce şimdi evet hayır tamam teşekkürler nasıl niye çünkü ya değil en hem bize bana sana onu bunu olur oldu yapmak`,
  id: `dan yang di ke dari ini itu untuk dengan tidak ada kita saya kami anda mereka akan bisa sudah juga atau pada adalah jadi kalau
    apa karena seperti lebih saja belum harus satu tapi dia oleh sama lagi dalam nanti terima kasih`,
  vi: `và là của có không được cho với các những một này trong để khi thì đã đang sẽ tôi chúng ta anh chị em bạn mình nhưng như cũng
    rồi nếu vì từ đến ra vào làm gì nào đó ở trên lại phải`,
};

/** Function words by language. */
export const FUNCTION_WORDS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  Object.entries(LISTS).map(([tag, list]) => [tag, new Set(list.trim().split(/\s+/))]),
);

/** In how many of the languages a word is a function word. */
export const SHARED_BY: ReadonlyMap<string, number> = (() => {
  const counts = new Map<string, number>();
  for (const words of FUNCTION_WORDS.values())
    for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
})();
