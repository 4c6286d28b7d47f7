/** Things in a French sentence. */
import { makeNounPhrases } from '../languages/nounPhrases.ts';

const ARTICLES: Readonly<Record<string, string>> = {
  une: 'la',
  un: 'le',
  des: 'les',
  du: 'le',
  ma: 'la',
  mon: 'le',
  mes: 'les',
  ta: 'la',
  ton: 'le',
  tes: 'les',
  votre: 'la',
  notre: 'la',
  vos: 'les',
  nos: 'les',
};

export const nounPhrases = makeNounPhrases({
  determiner:
    /^(?:le|la|les|l'|un|une|des|du|notre|nos|votre|vos|mon|ma|mes|ton|ta|tes|son|sa|ses|leur|leurs)$/i,
  preposition:
    /^(?:à|au|aux|dans|sur|sous|avec|pour|par|chez|vers|avant|après|depuis|pendant|sans|entre|contre|dès|selon|en)$/i,
  joint: /^(?:de|d'|des|du|à|la|l')$/i,
  stop: /^(?:est|sont|était|étaient|a|ont|avait|sera|seront|va|vont|peut|peuvent|doit|doivent|faut|fait|font|reste|marche|arrive|je|tu|il|elle|on|nous|vous|ils|elles|ne|n'|pas|plus|déjà|encore|aussi|et|ou|mais|donc|car|que|qu'|qui|quand|si|demain|hier|aujourd'hui|très|bien|trop|n'est|c'est|s'est|se|me|te|y|ce|cette|passé|avec|pour)$/i,
  noThing:
    /^(?:jours?|semaines?|mois|ans?|année|temps|fois|moment|minutes?|heures?|chose|choses|points?|questions?|problèmes?|souci|sujet|sujets|idée|raison|fin|début|partie|sorte|cas|gens|équipe|clients?|fournisseurs?|lundi|mardi|mercredi|jeudi|vendredi|réunion|risque|week-end|reste|premier|première|dernier|dernière|prochaine?|autre|autres|monde|place|côté|suite|matin|soir|oui|non|plupart|faire|voir|même|mêmes|mettre|rédiger|envoyer)$/i,
  article: (determiner) => ARTICLES[determiner] ?? (determiner === "l'" ? "l'" : determiner),
});
