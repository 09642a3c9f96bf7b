// SPDX-License-Identifier: MIT
//
// The row of a batch that a poster is drawn for: its fields stand above the values of "data", its
// lists are tables, and texts within "data" (the names of files, above all) may name its fields.
#include "layout/block.h"
#include "spec/locate.h"

// A copy of a value of "data" with all texts filled in; NULL after reporting.
static json_t *fill_value(struct poster *poster, json_t *value, const char *pointer);

static json_t *fill_array(struct poster *poster, json_t *array, const char *pointer)
{
    json_t *filled = json_array();
    for (size_t i = 0; i < json_array_size(array); i++) {
        json_t *item = fill_value(poster, json_array_get(array, i),
                                  arena_printf(poster->arena, "%s/%zu", pointer, i));
        if (item == NULL) {
            json_decref(filled);
            return NULL;
        }
        (void)json_array_append_new(filled, item);
    }
    return filled;
}

static json_t *fill_object(struct poster *poster, json_t *object, const char *pointer)
{
    json_t *filled = json_object(), *value;
    const char *key;
    json_object_foreach(object, key, value)
    {
        json_t *member = fill_value(poster, value, pointer_member(poster->arena, pointer, key));
        if (member == NULL) {
            json_decref(filled);
            return NULL;
        }
        (void)json_object_set_new(filled, key, member);
    }
    return filled;
}

static json_t *fill_value(struct poster *poster, json_t *value, const char *pointer)
{
    if (json_is_array(value))
        return fill_array(poster, value, pointer);
    if (json_is_object(value))
        return fill_object(poster, value, pointer);
    if (!json_is_string(value) || !placeholder_is_in(json_string_value(value)))
        return json_incref(value);
    struct place place = {.source = &poster->document.source, .pointer = pointer};
    return placeholder_fill(poster->arena, poster->report, &poster->scope, json_string_value(value),
                            place);
}

// Its members among the poster's values and tables. Messages show the row as JSON.
static bool add_members(struct poster *poster)
{
    const char *key;
    json_t *value;
    bool ok = true;
    json_object_foreach(poster->row, key, value) ok =
        sources_add(poster, key, value, poster->row_source,
                    pointer_member(poster->arena, "", key)) &&
        ok;
    return ok;
}

// A copy of "data", filled in, without the members that the row has itself. Tables made of others
// are left as they are: the binder fills in their steps. NULL after reporting.
static json_t *fill_data(struct poster *poster, json_t *data)
{
    json_t *filled = json_object(), *value;
    const char *key;
    json_object_foreach(data, key, value)
    {
        json_t *member =
            sources_is_derived(value)
                ? json_incref(value)
                : fill_value(poster, value, pointer_member(poster->arena, "/data", key));
        if (member == NULL) {
            json_decref(filled);
            return NULL;
        }
        if (json_object_get(poster->row, key) == NULL)
            (void)json_object_set(filled, key, member);
        json_decref(member);
    }
    g_ptr_array_add(poster->references, filled);
    return filled;
}

bool row_read(struct poster *poster, json_t *data)
{
    if (poster->row == NULL)
        return sources_read(poster, data);
    if (!add_members(poster))
        return false;
    if (!json_is_object(data))
        return sources_read(poster, data);
    json_t *filled = fill_data(poster, data);
    return filled != NULL && sources_read(poster, filled);
}
