// SPDX-License-Identifier: MIT
//
// lexicon-pack OUT TERMS VARIANTS LEX...: make the dictionary file that text/lexicon.h describes.
//
// LEX are friso's word lists, a line each: word, "/", synonyms or "null", and for single characters
// "/" and how often they stand alone. They are read as the text they are: libfriso loads them into
// hash tables that it has no call to walk, and would then be needed for nothing else.
// TERMS is haibao's own list; its header says how it is written.
// VARIANTS is Unihan_Variants.txt of the Unicode Character Database: by its kSimplifiedVariant,
// traditional characters are looked up as simplified ones.
#include <glib.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text/lexicon.h"

enum { LAST_UNIT_CHARACTER = LEXICON_BASE + LEXICON_NONE - 1 };

struct word {
    uint16_t units[LEXICON_LONGEST];
    int length;
    bool is_own;
};

struct pack {
    GArray *words; // struct word
    uint16_t simplified[LEXICON_HEADS];
    uint8_t frequency[LEXICON_HEADS];
    GHashTable *dropped; // of char *
};

static void fail(const char *path, const char *what)
{
    fprintf(stderr, "lexicon-pack: %s: %s\n", path, what);
    exit(1);
}

static char **read_lines(const char *path)
{
    char *text = NULL;
    GError *error = NULL;
    if (!g_file_get_contents(path, &text, NULL, &error))
        fail(path, error->message);
    if (!g_utf8_validate(text, -1, NULL))
        fail(path, "is not UTF-8");
    char **lines = g_strsplit(text, "\n", -1);
    g_free(text);
    for (char **line = lines; *line; line++)
        g_strstrip(*line);
    return lines;
}

static bool is_head(gunichar c)
{
    return c >= LEXICON_FIRST && c < LEXICON_FIRST + LEXICON_HEADS;
}

// --- Characters ---

// Lines such as "U+55AE<tab>kSimplifiedVariant<tab>U+5355"; the first that is another character.
static void read_variants(struct pack *pack, const char *path)
{
    for (unsigned i = 0; i < LEXICON_HEADS; i++)
        pack->simplified[i] = (uint16_t)(LEXICON_FIRST + i - LEXICON_BASE);
    char **lines = read_lines(path);
    unsigned found = 0;
    for (char **line = lines; *line; line++) {
        unsigned from, to;
        if (sscanf(*line, "U+%x kSimplifiedVariant U+%x", &from, &to) != 2 || !is_head(from) ||
            !is_head(to))
            continue;
        pack->simplified[from - LEXICON_FIRST] = (uint16_t)(to - LEXICON_BASE);
        found++;
    }
    if (found < 1000)
        fail(path, "hardly names a simplified character");
    g_strfreev(lines);
}

static void add_frequency(struct pack *pack, gunichar character, const char *fields)
{
    const char *number = strrchr(fields, '/');
    long count = number ? strtol(number + 1, NULL, 10) : 0;
    if (!is_head(character) || count < 1)
        return;
    double level = round(8 * log2((double)count));
    pack->frequency[character - LEXICON_FIRST] = (uint8_t)CLAMP(level, 0, 255);
}

// --- Words ---

// False for what the file has no room for: words with other characters than Chinese ones, and
// such as are so long that no title could keep them whole.
static bool make_word(const struct pack *pack, const char *text, struct word *word)
{
    *word = (struct word){0};
    for (const char *at = text; *at; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (word->length == LEXICON_LONGEST || c < LEXICON_BASE || c > LAST_UNIT_CHARACTER)
            return false;
        uint16_t unit = (uint16_t)(c - LEXICON_BASE);
        word->units[word->length++] = is_head(c) ? pack->simplified[c - LEXICON_FIRST] : unit;
    }
    return word->length >= LEXICON_SHORTEST && is_head((gunichar)word->units[0] + LEXICON_BASE);
}

// Own words first, as they decide what is dropped from the others.
static void read_terms(struct pack *pack, const char *path)
{
    char **lines = read_lines(path);
    const char *before = "";
    for (char **line = lines; *line; line++) {
        struct word word;
        if (**line == '\0' || **line == '#')
            continue;
        if (strcmp(before, *line) >= 0)
            fail(path, *line); // not in order, or there twice
        before = *line;
        if (!make_word(pack, **line == '-' ? *line + 1 : *line, &word))
            fail(path, *line); // no word of two to eight Chinese characters
        if (**line == '-') {
            g_hash_table_add(pack->dropped, g_strdup(*line + 1));
            continue;
        }
        word.is_own = true;
        g_array_append_val(pack->words, word);
    }
    g_strfreev(lines);
}

static void read_list(struct pack *pack, const char *path)
{
    char **lines = read_lines(path);
    for (char **line = lines; *line; line++) {
        char *fields = strchr(*line, '/');
        struct word word;
        if (**line == '#')
            continue;
        if (fields)
            *fields = '\0';
        if (g_utf8_strlen(*line, -1) == 1) {
            if (fields)
                add_frequency(pack, g_utf8_get_char(*line), fields + 1);
        } else if (make_word(pack, *line, &word) && !g_hash_table_contains(pack->dropped, *line)) {
            g_array_append_val(pack->words, word);
        }
    }
    g_strfreev(lines);
}

// --- Writing ---

// By first character, length, the rest; of two alike, the own one first.
static int compare_words(const void *a, const void *b)
{
    const struct word *first = a, *second = b;
    if (first->units[0] != second->units[0])
        return first->units[0] - second->units[0];
    if (first->length != second->length)
        return first->length - second->length;
    for (int i = 1; i < first->length; i++) {
        if (first->units[i] != second->units[i])
            return first->units[i] - second->units[i];
    }
    return second->is_own - first->is_own;
}

static bool is_same_word(const struct word *first, const struct word *second)
{
    return first->length == second->length &&
           memcmp(first->units, second->units, sizeof(first->units)) == 0;
}

static void drop_doubles(GArray *words)
{
    guint kept = 0;
    for (guint i = 0; i < words->len; i++) {
        struct word *word = &g_array_index(words, struct word, i);
        if (kept > 0 && is_same_word(word, &g_array_index(words, struct word, kept - 1)))
            continue;
        g_array_index(words, struct word, kept++) = *word;
    }
    g_array_set_size(words, kept);
}

// The group of the words from..to, which begin with the same character.
static void add_group(const GArray *words, guint from, guint to, GArray *units)
{
    uint16_t counts[LEXICON_LONGEST + 1] = {0}, mask = 0;
    for (guint i = from; i < to; i++)
        counts[g_array_index(words, struct word, i).length]++;
    for (int length = LEXICON_SHORTEST; length <= LEXICON_LONGEST; length++)
        mask |= (uint16_t)((counts[length] > 0) << (length - LEXICON_SHORTEST));
    g_array_append_val(units, mask);
    for (int length = LEXICON_SHORTEST; length <= LEXICON_LONGEST; length++) {
        if (counts[length] > 0)
            g_array_append_val(units, counts[length]);
    }
    for (guint i = from; i < to; i++) {
        struct word word = g_array_index(words, struct word, i);
        if (word.is_own)
            word.units[word.length - 1] |= LEXICON_OWN;
        g_array_append_vals(units, word.units + 1, (guint)word.length - 1);
    }
}

static void write_file(struct pack *pack, const char *path)
{
    GArray *units = g_array_new(FALSE, FALSE, sizeof(uint16_t));
    struct lexicon_entry *entries = g_new0(struct lexicon_entry, LEXICON_HEADS + 1);
    guint at = 0;
    for (unsigned i = 0; i < LEXICON_HEADS; i++) {
        guint from = at;
        while (at < pack->words->len && g_array_index(pack->words, struct word, at).units[0] ==
                                            LEXICON_FIRST + i - LEXICON_BASE)
            at++;
        entries[i] = (struct lexicon_entry){units->len, pack->simplified[i], pack->frequency[i], 0};
        if (at > from)
            add_group(pack->words, from, at, units);
    }
    entries[LEXICON_HEADS].start = units->len;
    if (units->len > LEXICON_MOST_UNITS)
        fail(path, "has too many words");
    struct lexicon_header header = {.version = LEXICON_VERSION, .unit_count = units->len};
    memcpy(header.magic, LEXICON_MAGIC, sizeof(header.magic));
    GString *bytes = g_string_new(NULL);
    g_string_append_len(bytes, (const char *)&header, sizeof(header));
    g_string_append_len(bytes, (const char *)entries, (LEXICON_HEADS + 1) * sizeof(*entries));
    g_string_append_len(bytes, units->data, (gssize)(units->len * sizeof(uint16_t)));
    GError *error = NULL;
    if (!g_file_set_contents(path, bytes->str, (gssize)bytes->len, &error))
        fail(path, error->message);
    g_string_free(bytes, TRUE);
    g_free(entries);
    g_array_free(units, TRUE);
}

int main(int argc, char **argv)
{
    if (argc < 5) {
        fputs("usage: lexicon-pack OUT TERMS VARIANTS LEX...\n", stderr);
        return 64;
    }
    struct pack *pack = g_new0(struct pack, 1);
    pack->words = g_array_new(FALSE, FALSE, sizeof(struct word));
    pack->dropped = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    read_variants(pack, argv[3]);
    read_terms(pack, argv[2]);
    for (int i = 4; i < argc; i++)
        read_list(pack, argv[i]);
    g_array_sort(pack->words, compare_words);
    drop_doubles(pack->words);
    write_file(pack, argv[1]);
    g_hash_table_destroy(pack->dropped);
    g_array_free(pack->words, TRUE);
    g_free(pack);
    return 0;
}
