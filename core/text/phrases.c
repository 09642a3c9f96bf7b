// SPDX-License-Identifier: MIT
#include "text/phrases.h"

#include <uchar.h>

#include "text/letters.h"
#include "text/words.h"

// --- Characters that are words of their own ---

// A line never begins with these; a phrase ends after the first four.
static const char16_t particles[] = u"的了着地得们等吗呢吧啊";
// They link what stands on both sides: a line begins with them rather than ends.
static const char16_t connectors[] = u"和与及暨或并而且将让把被从对以由按跟给往朝比据因为在向就到";
// They belong to the next word.
static const char16_t prefixes[] =
    u"第不未各每该再最更这那某本新全老副总超非无多大小微低高原准亚反半双单都很极已正仅只才又也均皆"
    u"还首尚太较约近逾余";
static const char16_t numerals[] = u"一二两三四五六七八九十百千万亿几数零〇";
static const char16_t measures[] = u"个项条座家名位次届期轮批件套台所处户人元年月日天号级种类款组对"
                                   u"双本册篇份张场站层栋间路班吨亩米"
                                   u"克斤秒分时点周岁倍成度步人";
// They belong to the word before: places, offices, people, kinds.
static const char16_t endings[] =
    u"市区县省州镇乡村街路道桥河湖江山岛港湾城园苑庄寨局部委处科室厅署司院所校馆站店厂场社团队班会"
    u"节"
    u"奖杯日年月季式型性化率度量额值力者员长师户家界业法派系类级层段期线网库群圈带区廊厦楼塔门墙"
    u"中内外里间后初末底版品物器机车船岗位人";
// Names of places and offices with these as their second part.
static const char16_t name_endings[] =
    u"街道社区大道大街广场公园水库大桥小学中学大学学院医院公司集团";
// After numbers and dates.
static const char16_t postpositions[] =
    u"以来以上以下以内以外以前以后之内之外之间之后之前之中左右前后期间";
// They lead on to what follows.
static const char16_t leaders[] =
    u"关于对于以及并且或者按照根据围绕为了由于随着作为成为就是不是也是都是还是正是通过经过";
// Clauses of titles begin with these.
static const char16_t openers[] = u"加快推进推动促进提升加强强化深化优化扩大完善构建打造实施开展召"
                                  u"开举行举办启动发布印发实现改善坚持"
                                  u"贯彻落实聚焦助力赋能引导鼓励规范全面全力全速大力着力奋力深入扎"
                                  u"实持续切实有序有力稳步高效积极主动"
                                  u"认真严格不断再次隆重正式圆满成功顺利共同携手共建共享共创力争争"
                                  u"创争当勇当奋进谱写开启迈向走向弘扬"
                                  u"传承践行培育激发释放筑牢守护做好做强做优抓好抓实办好建好用好喜"
                                  u"迎欢度感受探索征集招聘获评荣获入选"
                                  u"创建巩固拓展防范化解厚植凝聚夯实擦亮绘就书写跑出交出";

static bool has(const char16_t *set, uint32_t character)
{
    for (; *set; set++) {
        if (*set == character)
            return true;
    }
    return false;
}

// Whether a word is one of a set of words of two characters.
static bool is_pair(const char16_t *set, const struct phrase_word *word)
{
    if (word->length != 2)
        return false;
    for (; *set; set += 2) {
        if (set[0] == word->first && set[1] == word->second)
            return true;
    }
    return false;
}

static bool is_single(const struct phrase_word *word, const char16_t *set)
{
    return word->length == 1 && !word->is_of_user && has(set, word->first);
}

// --- Words in a run ---

// What a word that has been read is to the next one.
enum lead {
    LEAD_NONE,   // a word that ends here
    LEAD_PHRASE, // the end of a phrase: 的
    LEAD_ON,     // a word that needs the next: 关于, 和
    LEAD_PREFIX, // a part of the next
    LEAD_NUMBER,
    LEAD_LONE, // a single character that is none of these: a verb, or a piece of a name
};

static enum lead find_lead(const struct phrase_word *word, bool is_ending)
{
    if (word->is_of_user)
        return LEAD_NONE;
    if (is_pair(leaders, word))
        return LEAD_ON;
    if (has(numerals, word->last) && (word->length == 1 || has(numerals, word->first)))
        return LEAD_NUMBER;
    if (word->length > 1)
        return has(u"的了着", word->last) ? LEAD_PHRASE : LEAD_NONE;
    if (has(particles, word->first))
        return has(u"们", word->first) ? LEAD_NONE : LEAD_PHRASE;
    if (has(connectors, word->first) || word->first == u'之')
        return LEAD_ON;
    if (has(prefixes, word->first))
        return LEAD_PREFIX;
    return is_ending ? LEAD_NONE : LEAD_LONE;
}

// Whether a word of one character, or a name's second part, ends what stands before it.
static bool is_ending(const struct phrase_word *word, enum lead before)
{
    if (word->length == 1 && before == LEAD_NUMBER)
        return has(measures, word->first) || has(endings, word->first);
    if (before == LEAD_ON)
        return false;
    if (before == LEAD_LONE && is_pair(name_endings, word))
        return true;
    return is_single(word, endings) || (before == LEAD_PREFIX && is_single(word, measures));
}

// The tie of a word to the one before.
static enum tie find_tie(const struct phrase_word *word, const struct phrase_word *before,
                         enum lead lead, bool ends, bool is_last)
{
    if (is_single(word, particles) || is_pair(postpositions, word) || ends)
        return TIE_AFFIX;
    switch (lead) {
    case LEAD_PREFIX:
        return TIE_AFFIX;
    case LEAD_NUMBER:
        if (has(numerals, word->first) && find_lead(word, false) == LEAD_NUMBER)
            return TIE_AFFIX;
        return before->length == 1 ? TIE_AFFIX : TIE_LEAN; // 三百｜座, 一二｜产业
    case LEAD_ON:
        return before->first == u'之' ? TIE_AFFIX : TIE_LEAN;
    case LEAD_PHRASE: // 群众的事 is one phrase, 结婚的｜和尚未结婚的 are two
        return word->length > 1 || has(connectors, word->first) ? TIE_PHRASE : TIE_LEAN;
    case LEAD_LONE:
        return word->length == 1 && find_lead(word, false) == LEAD_LONE ? TIE_NAME : TIE_LEAN;
    case LEAD_NONE:
        break;
    }
    if (has(numerals, before->first) && has(numerals, word->first))
        return TIE_LEAN; // 四届｜三次
    if (word->first == u'之' || word->first == u'于')
        return word->length == 1 ? TIE_AFFIX : TIE_WORD;
    if (is_single(word, connectors) || is_pair(leaders, word))
        return is_last ? TIE_LEAN : TIE_PHRASE;
    if (is_last && word->length == 1)
        return TIE_AFFIX;
    if (is_pair(openers, before))
        return TIE_LOOSE;
    if (is_pair(openers, word) && !is_last)
        return TIE_PHRASE;
    return word->is_astride ? TIE_LOOSE : TIE_WORD;
}

void phrases_tie(const struct phrase_word *words, int count, enum phrase_start start, uint8_t *ties)
{
    enum lead lead = start == START_NUMBER ? LEAD_NUMBER : LEAD_NONE;
    for (int i = 0; i < count; i++) {
        const struct phrase_word *word = &words[i];
        bool may_end = !word->is_of_user && (i > 0 || (word->length == 1 && start != START_FREE));
        bool ends = may_end && is_ending(word, lead);
        if (i > 0)
            ties[word->at] = (uint8_t)find_tie(word, &words[i - 1], lead, ends, i == count - 1);
        else if (ends || is_single(word, particles) || is_pair(postpositions, word))
            ties[word->at] = TIE_AFFIX;
        lead = find_lead(word, ends);
    }
    int end = words[count - 1].at + words[count - 1].length;
    if (lead == LEAD_ON || lead == LEAD_PREFIX || lead == LEAD_NUMBER)
        ties[end] = lead == LEAD_ON ? TIE_LEAN : TIE_AFFIX;
}

// --- Beside marks, numbers, Latin ---

static bool is_western(const struct atom *atom)
{
    return letter_class_is_western(atom->class);
}

static enum tie find_tie_after_mark(const struct atom *mark)
{
    switch (mark->class) {
    case LETTER_COMMA:
        return mark->character == 0x3001 ? TIE_PAUSE : TIE_STOP;
    case LETTER_STOP:
    case LETTER_EXCLAIM:
    case LETTER_DASH:
    case LETTER_ELLIPSIS:
        return TIE_STOP;
    case LETTER_CLOSE: // ） ends an aside; ” and 》 are part of a sentence that goes on
        return mark->character == 0xFF09 ? TIE_PAUSE : TIE_WORD;
    case LETTER_MIDDLE:
    case LETTER_CONNECT:
    case LETTER_SOLIDUS:
        return TIE_COMPOUND;
    default:
        return TIE_COUNT;
    }
}

// Between two atoms that are not both Chinese characters of one run. `known`: what the run beside
// it says, 0 for nothing.
static enum tie find_tie_beside(const struct atom *before, const struct atom *after,
                                const struct gap *gap, enum tie known)
{
    if (after->bond != BOND_NONE)
        return after->bond == BOND_SOFT ? TIE_AFFIX : TIE_INSIDE;
    bool mixes = is_western(before) || is_western(after);
    if (gap->spaces > 0)
        return mixes ? MAX(TIE_WORD, known) : TIE_SPACE;
    enum tie tie = find_tie_after_mark(before);
    if (tie != TIE_COUNT)
        return tie;
    if (after->class == LETTER_OPEN)
        return MAX(TIE_PAUSE, known);
    if (after->class == LETTER_DASH || after->class == LETTER_ELLIPSIS)
        return TIE_PAUSE;
    if (is_western(before) && is_western(after))
        return TIE_INSIDE;
    return MAX(TIE_WORD, known);
}

static void raise_tie(uint8_t *tie, enum tie least)
{
    if (*tie < least)
        *tie = (uint8_t)least;
}

// What is quoted stays whole if it is short: “惠服务”.
enum { SHORT_QUOTE = 6, LONG_QUOTE = 12 };

static void tie_quote(const struct atoms *atoms, struct stretch stretch, int open, uint8_t *ties)
{
    int end = open + 1;
    while (end < stretch.to && end - open <= LONG_QUOTE + 1 &&
           atoms->atoms[end].class != LETTER_CLOSE && atoms->atoms[end].class != LETTER_OPEN)
        end++;
    if (end >= stretch.to || atoms->atoms[end].class != LETTER_CLOSE)
        return;
    int length = end - open - 1;
    enum tie least = length <= SHORT_QUOTE ? TIE_NAME : TIE_LEAN;
    for (int i = open + 2; length <= LONG_QUOTE && i < end; i++) {
        uint8_t *tie = &ties[i - stretch.from];
        if (*tie > TIE_STOP)
            raise_tie(tie, least);
    }
}

void phrases_tie_marks(const struct atoms *atoms, struct stretch stretch, uint8_t *ties)
{
    for (int i = stretch.from + 1; i < stretch.to; i++) {
        const struct atom *before = &atoms->atoms[i - 1], *after = &atoms->atoms[i];
        const struct gap *gap = &atoms->gaps[i];
        uint8_t *tie = &ties[i - stretch.from];
        bool in_run = before->class == LETTER_HAN && after->class == LETTER_HAN && gap->spaces == 0;
        if (in_run && after->bond != BOND_NONE)
            raise_tie(tie, after->bond == BOND_SOFT ? TIE_AFFIX : TIE_INSIDE);
        else if (!in_run && *tie != TIE_USER)
            *tie = (uint8_t)find_tie_beside(before, after, gap, (enum tie) * tie);
    }
    for (int i = stretch.from; i < stretch.to; i++) {
        if (atoms->atoms[i].class == LETTER_OPEN)
            tie_quote(atoms, stretch, i, ties);
    }
    for (int i = stretch.from + 1; i < stretch.to; i++) {
        if (atoms->gaps[i].is_hinted)
            ties[i - stretch.from] = TIE_HINT;
    }
}
