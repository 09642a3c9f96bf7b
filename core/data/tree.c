// SPDX-License-Identifier: MIT
#include "data/tree.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/clean.h"

struct hai_json {
    uint32_t kind, count;
    union {
        double number; // BOOL, NUMBER
        const char *text;
        const hai_json *items;
    } is;
    const char *const *names; // OBJECT
};

static const char *copy_text(struct arena *arena, const char *text)
{
    struct clean_faults faults = {0};
    if (clean_limit_words(text) == NULL)
        return clean_text(arena, text, &faults);
    const size_t most = 256; // of what was no name to begin with
    const char *end = g_utf8_find_prev_char(text, text + MIN(strlen(text), most));
    return clean_text(arena, arena_strndup(arena, text, end == NULL ? 0 : (size_t)(end - text)),
                      &faults);
}

// The depth is that of a document, which is bounded.
static void copy_value(struct arena *arena, hai_json *copy, const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_NULL:
        copy->kind = HAI_JSON_NULL;
        return;
    case JSON_TRUE:
    case JSON_FALSE:
        copy->kind = HAI_JSON_BOOL;
        copy->is.number = json_is_true(value) ? 1 : 0;
        return;
    case JSON_INTEGER:
    case JSON_REAL:
        copy->kind = HAI_JSON_NUMBER;
        copy->is.number = json_number_value(value);
        return;
    case JSON_STRING:
        copy->kind = HAI_JSON_TEXT;
        copy->is.text = copy_text(arena, json_string_value(value));
        return;
    case JSON_ARRAY:
    case JSON_OBJECT:
        break;
    }
    bool is_array = json_is_array(value);
    size_t size = is_array ? json_array_size(value) : json_object_size(value);
    hai_json *items = arena_alloc(arena, (size + 1) * sizeof *items);
    copy->kind = is_array ? HAI_JSON_ARRAY : HAI_JSON_OBJECT;
    copy->count = (uint32_t)size;
    copy->is.items = items;
    for (size_t i = 0; i < size && is_array; i++)
        copy_value(arena, &items[i], json_array_get(value, i));
    if (is_array)
        return;
    const char **names = arena_alloc(arena, (size + 1) * sizeof *names), *name;
    size_t at = 0;
    json_t *member;
    json_object_foreach((json_t *)(uintptr_t)value, name, member)
    {
        names[at] = copy_text(arena, name);
        copy_value(arena, &items[at++], member);
    }
    copy->names = names;
}

const hai_json *tree_new(struct arena *arena, const json_t *value)
{
    hai_json *tree = arena_alloc(arena, sizeof *tree);
    copy_value(arena, tree, value);
    return tree;
}

uint32_t hai_json_kind(const hai_json *json)
{
    return json == NULL ? HAI_JSON_NULL : json->kind;
}

uint32_t hai_json_count(const hai_json *json)
{
    return json == NULL ? 0 : json->count;
}

const hai_json *hai_json_at(const hai_json *json, uint32_t index)
{
    return index < hai_json_count(json) ? &json->is.items[index] : NULL;
}

const char *hai_json_name(const hai_json *json, uint32_t index)
{
    bool is_there = hai_json_kind(json) == HAI_JSON_OBJECT && index < json->count;
    return is_there ? json->names[index] : NULL;
}

const hai_json *hai_json_member(const hai_json *json, const char *name)
{
    for (uint32_t i = 0; hai_json_name(json, i) != NULL; i++)
        if (strcmp(json->names[i], name) == 0)
            return &json->is.items[i];
    return NULL;
}

double hai_json_number(const hai_json *json)
{
    uint32_t kind = hai_json_kind(json);
    return kind == HAI_JSON_NUMBER || kind == HAI_JSON_BOOL ? json->is.number : (double)NAN;
}

const char *hai_json_text(const hai_json *json)
{
    return hai_json_kind(json) == HAI_JSON_TEXT ? json->is.text : "";
}
