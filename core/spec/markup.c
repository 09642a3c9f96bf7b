// SPDX-License-Identifier: MIT
#include "spec/markup.h"

#include <glib.h>
#include <string.h>

#define HINT_BREAK "\xE2\x80\x8B" // U+200B ZERO WIDTH SPACE
#define HINT_JOIN "\xE2\x81\xA0"  // U+2060 WORD JOINER

struct reader {
    struct arena *arena;
    const char *text;
    size_t at;
    markup_check check;
    void *data;
    GString *out;
    GArray *map; // uint32_t, or NULL
    struct markup_fault fault;
};

static void put(struct reader *reader, const char *text, size_t bytes, size_t from)
{
    g_string_append_len(reader->out, text, (gssize)bytes);
    for (size_t i = 0; reader->map != NULL && i < bytes; i++) {
        uint32_t source = (uint32_t)(from + i);
        g_array_append_val(reader->map, source);
    }
}

// Control characters and hints have no byte of their own: they stand where the next one does.
static void put_mark(struct reader *reader, const char *mark, size_t bytes)
{
    g_string_append_len(reader->out, mark, (gssize)bytes);
    uint32_t source = (uint32_t)reader->at;
    for (size_t i = 0; reader->map != NULL && i < bytes; i++)
        g_array_append_val(reader->map, source);
}

static bool fail(struct reader *reader, enum markup_fault_kind kind, const char *word, size_t bytes)
{
    reader->fault = (struct markup_fault){kind, arena_strndup(reader->arena, word, bytes)};
    return false;
}

static bool is_escape(const char *text)
{
    return text[0] == '\\' && text[1] != '\0' && strchr("{}*|\\", text[1]) != NULL;
}

// The bytes of the words where `text` begins a span, else 0.
static size_t find_words(const char *text)
{
    if (text[0] != '{' || !(g_ascii_islower(text[1]) || text[1] == '#'))
        return 0;
    size_t bytes = strcspn(text + 1, "{}|\n");
    return text[1 + bytes] == '|' && bytes <= MARKUP_MAX_WORDS ? bytes : 0;
}

// The partner of two asterisks, in the same span; NULL if there is none.
static const char *find_partner(const char *text)
{
    unsigned depth = 0;
    for (; *text; text++) {
        if (is_escape(text))
            text++;
        else if (find_words(text) > 0)
            depth++;
        else if (*text == '}' && depth == 0)
            return NULL;
        else if (*text == '}')
            depth--;
        else if (depth == 0 && text[0] == '*' && text[1] == '*')
            return text;
    }
    return NULL;
}

static bool check_words(struct reader *reader, const char *words, size_t bytes)
{
    char *copy = g_strndup(words, bytes);
    bool good = true;
    for (size_t at = strspn(copy, " "); good && copy[at];) {
        size_t word = strcspn(copy + at, " ");
        size_t taken = reader->check(reader->data, copy + at);
        if (taken == 0 || taken == MARKUP_NEEDS_TEXT) {
            good = fail(reader, taken == 0 ? MARKUP_UNKNOWN : MARKUP_EMPTY, copy + at, word);
            break;
        }
        at += taken;
        at += copy[at] ? strspn(copy + at, " ") : 0;
    }
    g_free(copy);
    return good;
}

static void open_span(struct reader *reader, const char *words, size_t bytes)
{
    put_mark(reader, (const char[]){MARKUP_OPEN}, 1);
    put_mark(reader, words, bytes);
    put_mark(reader, (const char[]){MARKUP_MIDDLE}, 1);
}

static void close_span(struct reader *reader)
{
    put_mark(reader, (const char[]){MARKUP_CLOSE}, 1);
}

// What is open: how each level ends.
struct level {
    const char *end; // of a bold span: its closing asterisks; NULL: a brace
    const char *words;
    size_t bytes;
};

static bool push_level(struct reader *reader, struct level *levels, unsigned *depth,
                       struct level level)
{
    if (*depth == MARKUP_MAX_DEPTH)
        return fail(reader, MARKUP_DEEP, level.words, level.bytes);
    levels[(*depth)++] = level;
    return true;
}

// One piece of text from reader->at on.
static bool read_piece(struct reader *reader, struct level *levels, unsigned *depth)
{
    const char *text = reader->text + reader->at;
    const struct level *top = *depth > 0 ? &levels[*depth - 1] : NULL;
    size_t words = find_words(text);
    if (is_escape(text)) {
        put(reader, text + 1, 1, reader->at + 1);
        reader->at += 2;
    } else if (words > 0) {
        reader->at += words + 2;
        if (!check_words(reader, text + 1, words))
            return false;
        open_span(reader, text + 1, words);
        return push_level(reader, levels, depth, (struct level){NULL, text + 1, words});
    } else if (top && (top->end ? text == top->end : text[0] == '}')) {
        close_span(reader);
        reader->at += top->end ? 2 : 1;
        (*depth)--;
    } else if (text[0] == '*' && text[1] == '*' && find_partner(text + 2)) {
        reader->at += 2;
        open_span(reader, "bold", 4);
        return push_level(reader, levels, depth, (struct level){find_partner(text + 2), "**", 2});
    } else if (strncmp(text, "{/}", 3) == 0 || strncmp(text, "{+}", 3) == 0) {
        const char *hint = text[1] == '/' ? HINT_BREAK : HINT_JOIN;
        reader->at += 3;
        put_mark(reader, hint, strlen(hint));
    } else {
        put(reader, text, 1, reader->at);
        reader->at++;
    }
    return true;
}

static bool read_all(struct reader *reader)
{
    struct level levels[MARKUP_MAX_DEPTH];
    unsigned depth = 0;
    while (reader->text[reader->at]) {
        size_t plain = strcspn(reader->text + reader->at, "{}*\\");
        put(reader, reader->text + reader->at, plain, reader->at);
        reader->at += plain;
        if (reader->text[reader->at] && !read_piece(reader, levels, &depth))
            return false;
    }
    if (depth > 0)
        return fail(reader, MARKUP_UNCLOSED, levels[depth - 1].words, levels[depth - 1].bytes);
    put(reader, "", 1, reader->at); // the end has its place, too
    g_string_truncate(reader->out, reader->out->len - 1);
    return true;
}

const char *markup_read(struct arena *arena, const char *text, markup_check check, void *data,
                        uint32_t **map, struct markup_fault *fault)
{
    *fault = (struct markup_fault){.kind = MARKUP_GOOD};
    if (!map && !text[strcspn(text, "{*\\")])
        return text;
    struct reader reader = {.arena = arena,
                            .text = text,
                            .check = check,
                            .data = data,
                            .out = g_string_new(NULL),
                            .map = map ? g_array_new(FALSE, FALSE, sizeof(uint32_t)) : NULL};
    const char *read = NULL;
    if (read_all(&reader))
        read = arena_strndup(arena, reader.out->str, reader.out->len);
    if (read && map)
        *map = arena_copy(arena, reader.map->data, reader.map->len * sizeof(uint32_t));
    if (reader.map)
        g_array_free(reader.map, TRUE);
    g_string_free(reader.out, TRUE);
    *fault = reader.fault;
    return read;
}

const char *markup_plain(struct arena *arena, const char *text)
{
    if (!strpbrk(text, "\x01\x03") && !strstr(text, HINT_BREAK) && !strstr(text, HINT_JOIN))
        return text;
    GString *out = g_string_new(NULL);
    while (*text) {
        if (*text == MARKUP_OPEN)
            text += strcspn(text, "\x02");
        else if (g_str_has_prefix(text, HINT_BREAK))
            text += strlen(HINT_BREAK) - 1;
        else if (g_str_has_prefix(text, HINT_JOIN))
            text += strlen(HINT_JOIN) - 1;
        else if (*text != MARKUP_CLOSE)
            g_string_append_c(out, *text);
        text += *text != '\0';
    }
    const char *plain = arena_strndup(arena, out->str, out->len);
    g_string_free(out, TRUE);
    return plain;
}
