// SPDX-License-Identifier: MIT
//
// Titles are cut into words by the shortest path through the dictionary's words: the fewest words,
// then the most even, then those whose single characters stand alone most often. These are the
// rules of MMSEG (C.-H. Tsai, "MMSEG: A Word Identification System for Mandarin Chinese Text Based
// on Two Variants of the Maximum Matching Algorithm", 1996), applied to all of a run at once
// instead of to chunks of three words. What is left over (names, prefixes, endings) is tied by
// rules about single characters.
#include "text/words.h"

#include <string.h>

#include "base/paths.h"
#include "text/letters.h"
#include "text/lexicon.h"
#include "text/phrases.h"

enum {
    MAX_RUN = 512, // characters that are cut into words at once; no title has more
    COST_OF_WORD = 1000,
    COST_OF_OWN_WORD = 700, // haibao's list knows better
    COST_OF_LENGTH = 20,    // times its square: even words
};

struct words {
    struct report *report;
    struct lexicon *lexicon;
    bool is_opened;  // or was tried to
    GPtrArray *user; // char *, the longest first
    const struct atoms *atoms;
    struct stretch stretch;
    uint8_t *ties;
    unsigned steps;
};

// --- The user's words ---

static int compare_lengths(gconstpointer a, gconstpointer b)
{
    const char *const *first = a, *const *second = b;
    size_t x = strlen(*first), y = strlen(*second);
    return x != y ? (x < y ? 1 : -1) : strcmp(*first, *second);
}

static bool is_parting(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x3000;
}

// The word at *at, which moves past it; NULL at the end. Free with g_free.
static char *take_word(const char **at)
{
    while (**at && is_parting(g_utf8_get_char(*at)))
        *at = g_utf8_next_char(*at);
    const char *start = *at;
    while (**at && !is_parting(g_utf8_get_char(*at)))
        *at = g_utf8_next_char(*at);
    return *at > start ? g_strndup(start, (gsize)(*at - start)) : NULL;
}

// A phrase that says why a word is of no use; NULL if it is.
static const char *find_fault(const char *word, const char **hint)
{
    *hint = "words are parted by spaces";
    glong length = g_utf8_strlen(word, -1);
    if (length > MAX_USER_LETTERS)
        return "is longer than any title's line";
    for (const char *at = word; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (g_utf8_strchr("，、；。,;", -1, c))
            return "has a mark in it that parts sentences";
    }
    *hint = "leave it out: only words of two characters and more could be parted";
    return length < 2 ? "is a single character" : NULL;
}

void words_check(const char *user, words_complaint *complain, void *data)
{
    if (!user || !g_utf8_validate(user, -1, NULL))
        return;
    const char *at = user;
    int count = 0;
    for (char *word = take_word(&at); word; word = take_word(&at)) {
        const char *hint, *fault = find_fault(word, &hint);
        if (fault)
            complain(data, word, fault, hint);
        count += fault == NULL;
        if (count > MAX_USER_WORDS) {
            complain(data, word, "and those after it are too many and are left out",
                     "list only words that a title breaks");
            g_free(word);
            return;
        }
        g_free(word);
    }
}

static void read_user(struct words *words, const char *user)
{
    words->user = g_ptr_array_new_with_free_func(g_free);
    if (!user || !g_utf8_validate(user, -1, NULL))
        return;
    const char *at = user;
    for (char *word = take_word(&at); word; word = take_word(&at)) {
        const char *hint;
        if (words->user->len < MAX_USER_WORDS && !find_fault(word, &hint))
            g_ptr_array_add(words->user, word);
        else
            g_free(word);
    }
    g_ptr_array_sort(words->user, compare_lengths);
}

// The atom after the word that begins at atom `at`, or `at` if it does not. By the bytes of the
// source, as its author wrote both; what stands between atoms (hints, markup) does not count.
static int find_user_end(const struct atoms *atoms, int at, int end, const char *word)
{
    for (int i = at; i < end; i++) {
        const struct atom *atom = &atoms->atoms[i];
        size_t bytes = atom->to - atom->from;
        if (i > at && atoms->gaps[i].spaces > 0)
            return at;
        if (strncmp(word, atoms->source + atom->from, bytes) != 0)
            return at;
        word += bytes;
        if (*word == '\0')
            return i + 1;
    }
    return at;
}

static void tie_user(const struct words *words, const struct atoms *atoms, struct stretch stretch,
                     uint8_t *ties)
{
    for (int at = stretch.from; at < stretch.to; at++) {
        for (guint i = 0; i < words->user->len; i++) {
            int end = find_user_end(atoms, at, stretch.to, words->user->pdata[i]);
            for (int k = at + 1; k < end; k++)
                ties[k - stretch.from] = TIE_USER;
            if (end > at) {
                at = end - 1;
                break;
            }
        }
    }
}

// --- The dictionary's words ---

static void open_lexicon(struct words *words)
{
    if (words->is_opened)
        return;
    words->is_opened = true;
    struct arena *arena = arena_new();
    const char *folder = paths_share(arena, "words");
    const char *problem = "there is no such folder";
    char *path = g_build_filename(folder ? folder : "share/haibao/words", LEXICON_FILE, NULL);
    if (folder)
        words->lexicon = lexicon_open(path, &problem);
    if (!words->lexicon && words->report)
        report_add(words->report, SEVERITY_WARNING, "words.file", (struct place){0},
                   "build or install haibao again; until then titles may be cut inside words",
                   "the dictionary %s cannot be used: %s", path, problem);
    g_free(path);
    arena_free(arena);
}

// A run of Chinese characters on its way.
struct run {
    struct words *words;
    const struct atoms *atoms;
    int from, count;
    struct lexicon_letter letters[MAX_RUN];
    uint16_t units[MAX_RUN];
    struct lexicon_match matches[MAX_RUN];
    int costs[MAX_RUN + 1];
    uint8_t lengths[MAX_RUN + 1]; // of the best path's word that ends here
    bool is_start[MAX_RUN + 1];   // a word of the best path begins here
    bool is_astride[MAX_RUN + 1]; // a word reaches over this place
    uint8_t user[MAX_RUN];        // length of the user's word that begins here, 0 if none does
    struct phrase_word parts[MAX_RUN];
};

static bool holds(uint16_t lengths, int length)
{
    return lengths >> length & 1;
}

// How many characters from `at` on are one word of the user's.
static int find_user_length(const uint8_t *ties, int at, int to)
{
    int end = at + 1;
    while (end < to && ties[end] == TIE_USER)
        end++;
    return end > at + 1 || ties[at] == TIE_USER ? end - at : 0;
}

static void match_words(struct run *run, const uint8_t *ties)
{
    const struct lexicon *lexicon = run->words->lexicon;
    memset(run->matches, 0, sizeof(run->matches[0]) * (size_t)run->count);
    memset(run->is_astride, 0, sizeof(run->is_astride));
    for (int i = 0; i < run->count; i++) {
        uint32_t character = run->atoms->atoms[run->from + i].character;
        run->letters[i] = (struct lexicon_letter){.unit = LEXICON_NONE};
        if (lexicon)
            run->letters[i] = lexicon_find_letter(lexicon, character);
        run->units[i] = run->letters[i].unit;
    }
    for (int i = 0; i < run->count; i++) {
        // No word reaches into one of the user's.
        run->user[i] = (uint8_t)find_user_length(ties, i, run->count);
        int room = 0;
        while (i + room < run->count && ties[i + room] != TIE_USER)
            room++;
        if (i + room < run->count)
            room--; // a word of the user's begins with the last of these
        if (lexicon && run->user[i] == 0 && room > 0)
            run->matches[i] = lexicon_match(lexicon, run->units + i, room, &run->words->steps);
        for (int length = LEXICON_SHORTEST; length <= LEXICON_LONGEST; length++) {
            for (int k = i + 1; holds(run->matches[i].lengths, length) && k < i + length; k++)
                run->is_astride[k] = true;
        }
    }
}

static int find_cost(const struct run *run, int at, int length)
{
    int even = COST_OF_LENGTH * length * length;
    if (length == 1)
        return COST_OF_WORD + even + 255 - run->letters[at].frequency;
    return (holds(run->matches[at].own, length) ? COST_OF_OWN_WORD : COST_OF_WORD) + even;
}

static void reach(struct run *run, int from, int length, int cost)
{
    int to = from + length;
    if (run->costs[from] + cost >= run->costs[to])
        return;
    run->costs[to] = run->costs[from] + cost;
    run->lengths[to] = (uint8_t)length;
}

// The best path over from..to; no word of it is as long as `longest` or longer.
static void find_path(struct run *run, int from, int to, int longest)
{
    for (int i = from + 1; i <= to; i++)
        run->costs[i] = G_MAXINT;
    run->costs[from] = 0;
    for (int i = from; i < to; i++) {
        if (run->costs[i] == G_MAXINT)
            continue; // inside a word of the user's
        if (run->user[i] > 0) {
            reach(run, i, run->user[i], 0);
            continue;
        }
        reach(run, i, 1, find_cost(run, i, 1));
        for (int length = LEXICON_SHORTEST; length <= LEXICON_LONGEST; length++) {
            if (length < longest && i + length <= to && holds(run->matches[i].lengths, length))
                reach(run, i, length, find_cost(run, i, length));
        }
    }
    memset(run->is_start + from, 0, (size_t)(to - from) * sizeof(run->is_start[0]));
    for (int i = to; i > from; i -= run->lengths[i])
        run->is_start[i - run->lengths[i]] = true;
}

// --- From words to ties ---

static int find_next(const struct run *run, int at, int to)
{
    int next = at + 1;
    while (next < to && !run->is_start[next])
        next++;
    return next;
}

// Inside one word: where it is made of others, some places are better than the rest. A word of
// haibao's own list stays whole unless it is long.
static void tie_inside(struct run *run, const struct phrase_word *word, uint8_t *ties)
{
    int from = word->at, to = word->at + word->length;
    if (word->is_of_user)
        return;
    for (int i = from + 1; i < to; i++)
        ties[i] = TIE_INSIDE;
    if (word->length < 4)
        return;
    bool own = holds(run->matches[from].own, word->length);
    enum tie tie = word->length == 4 || (own && word->length <= 6) ? TIE_WHOLE : TIE_COMPOUND;
    find_path(run, from, to, word->length);
    for (int part = from, i = find_next(run, from, to); i < to; i = find_next(run, i, to)) {
        if (i - part >= 2 && find_next(run, i, to) - i >= 2)
            ties[i] = (uint8_t)tie;
        part = i;
    }
}

static uint32_t find_character(const struct run *run, int at)
{
    return run->units[at] == LEXICON_NONE ? run->atoms->atoms[run->from + at].character
                                          : (uint32_t)run->units[at] + LEXICON_BASE;
}

static enum phrase_start find_start(const struct run *run)
{
    int at = run->from;
    if (run->atoms->atoms[at].bond == BOND_STRONG)
        return START_NUMBER;
    bool joins = at > 0 && run->atoms->gaps[at].spaces == 0 &&
                 letter_class_is_western(run->atoms->atoms[at - 1].class);
    return joins ? START_LATIN : START_FREE;
}

// Where words of four overlap by half (城乡居民 and 居民收入), the one is as good as the other: a
// line may end before and after what they share. find_path takes the latter of two such words.
static void split_overlaps(struct run *run)
{
    for (int i = 2; i + 4 <= run->count; i++) {
        bool is_taken = run->is_start[i] && find_next(run, i, run->count) == i + 4 &&
                        run->is_start[i - 2] && !run->is_start[i - 1];
        bool is_other = holds(run->matches[i - 2].lengths, 4) &&
                        holds(run->matches[i + 2].lengths, 2) && holds(run->matches[i].lengths, 2);
        if (is_taken && is_other &&
            holds(run->matches[i - 2].own, 4) == holds(run->matches[i].own, 4))
            run->is_start[i + 2] = true;
    }
}

static void tie_run(struct run *run, uint8_t *ties)
{
    match_words(run, ties);
    find_path(run, 0, run->count, LEXICON_LONGEST + 1);
    split_overlaps(run);
    int count = 0;
    for (int i = 0, next; i < run->count; i = next) {
        next = find_next(run, i, run->count);
        run->parts[count++] =
            (struct phrase_word){.at = i,
                                 .length = next - i,
                                 .first = find_character(run, i),
                                 .second = next > i + 1 ? find_character(run, i + 1) : 0,
                                 .last = find_character(run, next - 1),
                                 .is_astride = run->is_astride[i],
                                 .is_of_user = run->user[i] > 0};
    }
    phrases_tie(run->parts, count, find_start(run), ties);
    for (int i = 0; i < count; i++)
        tie_inside(run, &run->parts[i], ties);
}

// Chinese characters in a row, without spaces of the author's.
static int find_run_end(const struct atoms *atoms, int at, int end)
{
    int next = at;
    while (next < end && next - at < MAX_RUN && atoms->atoms[next].class == LETTER_HAN &&
           (next == at || atoms->gaps[next].spaces == 0))
        next++;
    return next;
}

static void tie_words(struct words *words, const struct atoms *atoms, struct stretch stretch,
                      uint8_t *ties)
{
    struct run *run = NULL;
    for (int i = stretch.from; i < stretch.to;) {
        if (atoms->atoms[i].class != LETTER_HAN) {
            i++;
            continue;
        }
        int end = find_run_end(atoms, i, stretch.to);
        if (!run)
            run = g_new(struct run, 1);
        run->words = words;
        run->atoms = atoms;
        run->from = i;
        run->count = end - i;
        tie_run(run, ties + (i - stretch.from));
        i = end;
    }
    g_free(run);
}

const uint8_t *words_tie(struct words *words, const struct atoms *atoms, struct stretch stretch)
{
    if (words->ties && words->atoms == atoms && words->stretch.from == stretch.from &&
        words->stretch.to == stretch.to)
        return words->ties;
    int count = stretch.to - stretch.from;
    words->atoms = atoms;
    words->stretch = stretch;
    words->ties = g_renew(uint8_t, words->ties, (gsize)count + 1);
    memset(words->ties, TIE_HINT, (gsize)count + 1); // nothing yet
    open_lexicon(words);
    tie_user(words, atoms, stretch, words->ties);
    tie_words(words, atoms, stretch, words->ties);
    phrases_tie_marks(atoms, stretch, words->ties);
    return words->ties;
}

unsigned words_steps(const struct words *words)
{
    return words->steps;
}

struct words *words_new(struct report *report, const char *user)
{
    struct words *words = g_new0(struct words, 1);
    words->report = report;
    read_user(words, user);
    return words;
}

void words_free(struct words *words)
{
    if (!words)
        return;
    lexicon_close(words->lexicon);
    g_ptr_array_free(words->user, TRUE);
    g_free(words->ties);
    g_free(words);
}
