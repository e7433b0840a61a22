"""Exports of press databases in the shapes that are publicly described, with articles made up for the tests."""

from __future__ import annotations

EUROPRESSE = """<!DOCTYPE html><html><head><meta charset="utf-8"><title>Europresse</title>
<style>.DocPublicationName {{ font-weight: bold }}</style></head><body>
<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Le Test, no. 1234<span
style="x"></span></span></div><div class="rdp__DocHeader"><span class="DocHeader">Économie, vendredi 12 avril
2019<span> 536 mots, p. 7</span></span></div><div class="titreArticle"><p class="titreArticleVisu rdp__articletitle">
Nîmes achète <mark>des drones</mark></p></div><div><p class="sm-margin-TopNews rdp__subtitle">Un sous-titre</p></div>
<div class="docAuthors">Jeanne Martin</div></header><section><div class="DocText clearfix"><div
class="docOcurrContainer"><p>La ville a acheté <mark>trois drones</mark> pour 12&nbsp;000&nbsp;€.</p>
<p>Elle en voulait<br>cinq &amp; plus.</p><aside>Encadré</aside><script>alert(1)</script></div></div></section><footer>
<div class="Doc-LegalInfo"><small>© 2019 Le Test. Tous droits réservés.</small></div><div class="publiC-lblNodoc">
news·20190412·LT·1234_0001</div></footer></article>
<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">L'Essai (site web)</span></div>
<div class="rdp__DocHeader"><span class="DocHeader">{date}</span></div><div class="titreArticle"><p
class="rdp__articletitle">Deuxième article</p></div></header><div class="DocText clearfix">
<p>Texte du <i>deuxième</i> article.</p></div></article>
<article><header><span class="DocPublicationName">Vide</span></header></article>
</body></html>"""

FACTIVA_TABLE = """<html><head><meta http-equiv="Content-Type" content="text/html; charset=UTF-8"/>
<title>Factiva</title></head><body><div id="contentLeft"><span></span><div class="article frArticle"><table>
<tr><td class="index"><b>SE</b>&nbsp;</td><td>Économie</td></tr>
<tr><td class="index"><b>HD</b>&nbsp;</td><td><b class='frHeadline'>Nîmes achète des drones</b>
</td></tr><tr><td class="index"><b>BY</b>&nbsp;</td><td>Jeanne Martin</td></tr>
<tr><td class="index"><b>WC</b>&nbsp;</td><td>295 mots</td></tr>
<tr><td class="index"><b>PD</b>&nbsp;</td><td>29 décembre 2011</td></tr><tr><td class="index"><b>ET</b>&nbsp;</td>
<td>15:32</td></tr><tr><td class="index"><b>SN</b>&nbsp;</td><td>Le Test</td></tr><tr><td class="index"><b>SC</b>
&nbsp;</td><td>LETEST</td></tr><tr><td class="index"><p><b>LP</b>&nbsp;</p></td><td><p class="articleParagraph
frarticleParagraph">La ville a acheté trois drones.</p></td></tr><tr><td class="index"><p><b>TD</b>&nbsp;</p></td><td>
<p class="articleParagraph frarticleParagraph">Pour 12 000 €.</p><p class="articleParagraph frarticleParagraph">Fin.</p>
</td></tr><tr><td class="index"><br/><b>RE</b>&nbsp;</td><td><br/>fra : France</td></tr><tr><td class="index"><br/>
<b>AN</b>&nbsp;</td><td><br/>Document LETEST0020111229e7ct0001r</td></tr></table><br/></div></div></body></html>"""

FACTIVA_PLAIN = """<html><head><meta charset="utf-8"></head><body><div class="article frArticle"><div id="hd"><span
class="frHeadline">Nîmes achète des drones</span></div><div class="author">Jeanne Martin</div><div>295 mots</div>
<div>29 décembre 2011</div><div>15:32</div><div>Le Test</div><div>LETEST</div><div>12</div><div>Français</div>
<div>© 2011 Le Test. Tous droits réservés.</div><p class="articleParagraph frarticleParagraph">La ville a acheté
trois drones.</p><p class="articleParagraph frarticleParagraph">Pour 12 000 €.</p>
<p>Document LETEST0020111229e7ct0001r</p></div>
<div class="article enArticle" id="lastArticle"><div id="hd"><span class="enHeadline">Second one</span></div>
<div>65 words</div><div>2 January 2012</div><div>The Test</div><div>TST</div><div>English</div>
<div>(c) 2012 The Test.</div><p class="articleParagraph enarticleParagraph">Two drones.</p>
<p>Document TST0000020120102e8120001m</p></div></body></html>"""
