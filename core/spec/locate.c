// SPDX-License-Identifier: MIT
#include "spec/locate.h"

#include <glib.h>
#include <string.h>

// A walk over JSON text. The text is known to be valid; where it is not after all (a value that was
// set on the command line has no place in the file), the walk ends early and out of no bounds.
struct walk {
    const char *at, *end;
};

struct span {
    const char *start, *end;
};

static void skip_space(struct walk *walk)
{
    while (walk->at < walk->end && strchr(" \t\r\n", *walk->at) != NULL && *walk->at != '\0')
        walk->at++;
}

static bool skip_mark(struct walk *walk, char mark)
{
    skip_space(walk);
    if (walk->at >= walk->end || *walk->at != mark)
        return false;
    walk->at++;
    return true;
}

// Over a string with its quotes, or over the run of a number or literal.
static struct span skip_scalar(struct walk *walk)
{
    struct span span = {walk->at, walk->at};
    if (walk->at < walk->end && *walk->at == '"') {
        for (walk->at++; walk->at < walk->end && *walk->at != '"'; walk->at++)
            if (*walk->at == '\\' && walk->at + 1 < walk->end)
                walk->at++;
        if (walk->at < walk->end)
            walk->at++;
    } else {
        while (walk->at < walk->end && strchr(",:[]{}\" \t\r\n", *walk->at) == NULL)
            walk->at++;
    }
    span.end = walk->at;
    return span;
}

static bool is_bracket(char c)
{
    return c == '[' || c == '{';
}

// Over a whole value, however deep, without recursion.
static void skip_value(struct walk *walk)
{
    int depth = 0;
    do {
        skip_space(walk);
        if (walk->at >= walk->end)
            return;
        char c = *walk->at;
        if (is_bracket(c))
            depth++;
        else if (c == ']' || c == '}')
            depth--;
        if (strchr("[]{},:", c) != NULL)
            walk->at++;
        else
            (void)skip_scalar(walk);
    } while (depth > 0);
}

static unsigned read_hex(const char *at, const char *end)
{
    unsigned value = 0;
    for (int i = 0; i < 4 && at < end && g_ascii_isxdigit(*at); i++, at++)
        value = value << 4 | (unsigned)g_ascii_xdigit_value(*at);
    return value;
}

// The text of a string between its quotes, escapes undone. Free with g_string_free.
static GString *unescape_string(struct span span)
{
    static const char letters[] = "bfnrt", meanings[] = "\b\f\n\r\t";
    GString *text = g_string_new(NULL);
    const char *at = span.start + 1, *end = span.end - 1;
    while (at < end) {
        if (*at != '\\' || at + 1 >= end) {
            g_string_append_c(text, *at++);
            continue;
        }
        char letter = at[1];
        const char *known = strchr(letters, letter);
        at += 2;
        if (letter == 'u') {
            gunichar c = read_hex(at, end);
            at += MIN(4, end - at);
            if (c >= 0xd800 && c < 0xdc00 && end - at >= 6) {
                c = 0x10000 + ((c - 0xd800) << 10) + (read_hex(at + 2, end) & 0x3ff);
                at += 6;
            }
            g_string_append_unichar(text, c);
        } else {
            g_string_append_c(text, known != NULL ? meanings[known - letters] : letter);
        }
    }
    return text;
}

// The first reference token of a pointer "/a~1b/3", its escapes undone; *rest is what follows.
static GString *read_reference(const char *pointer, const char **rest)
{
    GString *name = g_string_new(NULL);
    const char *at = pointer + 1;
    for (; *at != '\0' && *at != '/'; at++) {
        if (at[0] == '~' && (at[1] == '0' || at[1] == '1')) {
            g_string_append_c(name, at[1] == '0' ? '~' : '/');
            at++;
        } else {
            g_string_append_c(name, *at);
        }
    }
    *rest = at;
    return name;
}

// From the brace of an object to the value of a member; its key is remembered. False where the
// object has no such member.
static bool enter_member(struct walk *walk, const GString *name, struct span *key)
{
    walk->at++;
    do {
        skip_space(walk);
        if (walk->at >= walk->end || *walk->at != '"')
            return false;
        struct span found = skip_scalar(walk);
        if (!skip_mark(walk, ':'))
            return false;
        skip_space(walk);

        GString *text = unescape_string(found);
        bool same = g_string_equal(text, name);
        g_string_free(text, TRUE);
        if (same) {
            *key = found;
            return walk->at < walk->end;
        }
        skip_value(walk);
    } while (skip_mark(walk, ','));
    return false;
}

static bool enter_item(struct walk *walk, const GString *name, struct span *key)
{
    guint64 index;
    if (!g_ascii_string_to_unsigned(name->str, 10, 0, G_MAXUINT32, &index, NULL))
        return false;

    walk->at++;
    skip_space(walk);
    if (walk->at < walk->end && *walk->at == ']')
        return false;
    for (; index > 0; index--) {
        skip_value(walk);
        if (!skip_mark(walk, ','))
            return false;
    }
    skip_space(walk);
    *key = (struct span){NULL, NULL};
    return walk->at < walk->end;
}

static struct place span_place(const struct source *source, struct span span, const char *pointer)
{
    struct place place =
        place_at(source, (size_t)(span.start - source->text), (size_t)(span.end - span.start));
    place.pointer = pointer;
    return place;
}

// The value that a pointer names, or its key.
static struct span find(const struct source *source, const char *pointer, bool want_key)
{
    struct walk walk = {source->text, source->text + source->length};
    skip_space(&walk);
    struct span value = {walk.at, walk.at}, key = {NULL, NULL};
    bool found = true;
    for (const char *left = pointer; found && *left == '/';) {
        GString *name = read_reference(left, &left);
        char bracket = '\0';
        if (walk.at < walk.end)
            bracket = *walk.at;
        found = bracket == '{'   ? enter_member(&walk, name, &key)
                : bracket == '[' ? enter_item(&walk, name, &key)
                                 : false;
        g_string_free(name, TRUE);
        if (found)
            value = (struct span){walk.at, walk.at};
    }
    if (want_key && found && key.start != NULL)
        return key;

    walk.at = value.start;
    value.end = walk.at;
    if (walk.at < walk.end)
        value.end = is_bracket(*walk.at) ? walk.at + 1 : skip_scalar(&walk).end;
    return value;
}

static struct place locate(const struct source *source, const char *pointer, bool want_key)
{
    if (source == NULL || source->text == NULL)
        return (struct place){.source = source, .pointer = pointer};
    return span_place(source, find(source, pointer, want_key), pointer);
}

struct place locate_value(const struct source *source, const char *pointer)
{
    return locate(source, pointer, false);
}

struct place locate_key(const struct source *source, const char *pointer)
{
    return locate(source, pointer, true);
}

// Past so many bytes of a string's text; NULL where it ends before.
static const char *pass_text(const char *at, const char *end, size_t bytes)
{
    while (bytes > 0 && at < end) {
        // An escape, or a pair of surrogates, is one character; all others are passed byte by byte.
        size_t size = at[0] != '\\' ? 1 : at + 1 < end && at[1] == 'u' ? 6 : 2;
        if (size == 6 && (read_hex(at + 2, end) & 0xfc00) == 0xd800)
            size = 12;
        size = MIN(size, (size_t)(end - at));
        GString *text = unescape_string((struct span){at - 1, at + size + 1});
        bytes -= MIN(bytes, text->len);
        g_string_free(text, TRUE);
        at += size;
    }
    return bytes > 0 ? NULL : at;
}

struct place locate_inside(const struct source *source, const char *pointer, size_t offset,
                           size_t length)
{
    if (source == NULL || source->text == NULL)
        return (struct place){.source = source, .pointer = pointer};
    struct span value = find(source, pointer, false);
    if (value.end - value.start < 2 || *value.start != '"')
        return span_place(source, value, pointer);
    const char *end = value.end - 1;
    const char *start = pass_text(value.start + 1, end, offset);
    const char *stop = start != NULL ? pass_text(start, end, length) : NULL;
    if (stop != NULL)
        value = (struct span){start, stop};
    return span_place(source, value, pointer);
}

char *pointer_member(struct arena *arena, const char *pointer, const char *key)
{
    GString *text = g_string_new(pointer);
    g_string_append_c(text, '/');
    for (; *key != '\0'; key++) {
        if (*key == '~')
            g_string_append(text, "~0");
        else if (*key == '/')
            g_string_append(text, "~1");
        else
            g_string_append_c(text, *key);
    }
    char *member = arena_strndup(arena, text->str, text->len);
    g_string_free(text, TRUE);
    return member;
}

char *pointer_item(struct arena *arena, const char *pointer, size_t index)
{
    return arena_printf(arena, "%s/%zu", pointer, index);
}
