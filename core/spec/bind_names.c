// SPDX-License-Identifier: MIT
//
// Names, and pairs of a name and a text: kinds of the core's own option tables.
#include <glib.h>

#include "spec/bind_value.h"

struct names {
    const struct binding *binding;
    struct bind_name *items;
    uint32_t count;
};

// A text of the list as it stands, or a number as written: years are names of columns, too.
static bool add_name(struct names *names, const char *key, json_t *value, const char *pointer,
                     bool may_fill)
{
    const struct binder *binder = names->binding->binder;
    struct binding at = *names->binding;
    at.pointer = pointer;
    at.value = json_incref(value);
    if (json_is_string(value) && may_fill && binder->host->fill != NULL) {
        json_decref(at.value);
        at.value = binder->host->fill(binder->host->data, binder->scope, value, pointer);
        if (at.value == NULL)
            return false;
    }

    const char *text = NULL;
    if (json_is_string(at.value))
        text = arena_strdup(binder->arena, json_string_value(at.value));
    else if (json_is_integer(at.value))
        text = arena_printf(binder->arena, "%" JSON_INTEGER_FORMAT, json_integer_value(at.value));
    bool ok = text != NULL && text[0] != '\0';
    if (!ok)
        bind_complain(&at, "option.type", NULL, "'%s' must hold texts, has %s", at.row.name,
                      text != NULL ? "an empty one" : bind_type_name(at.value));
    json_decref(at.value);
    if (ok)
        names->items[names->count++] = (struct bind_name){
            key != NULL ? arena_strdup(binder->arena, key) : text, text, pointer};
    return ok;
}

static bool add_list(struct names *names, json_t *list)
{
    size_t i;
    json_t *value;
    bool ok = true;
    json_array_foreach(list, i, value)
    {
        const char *pointer =
            pointer_item(names->binding->binder->arena, names->binding->pointer, i);
        ok = add_name(names, NULL, value, pointer, true) && ok;
    }
    return ok;
}

static bool add_object(struct names *names, json_t *object)
{
    const char *key;
    json_t *value;
    bool ok = true;
    json_object_foreach(object, key, value)
    {
        const char *pointer =
            pointer_member(names->binding->binder->arena, names->binding->pointer, key);
        ok = add_name(names, key, value, pointer, true) && ok;
    }
    return ok;
}

bool bind_names(const struct binding *binding)
{
    const hai_option *row = &binding->row;
    json_t *value = binding->value;
    bool is_pairs = row->kind == BIND_KIND_PAIRS;
    bool may_be_bare = !is_pairs || (row->flags & BIND_BARE) != 0;
    bool fits = json_is_object(value)
                    ? is_pairs
                    : may_be_bare &&
                          (json_is_array(value) || json_is_string(value) || json_is_integer(value));
    if (!fits) {
        bind_complain(binding, "option.type",
                      !may_be_bare ? "write {\"NAME\": \"…\"}"
                      : is_pairs   ? "write \"COLUMN\", [\"COLUMN\", …] or {\"NAME\": \"COLUMN\"}"
                                   : "write \"NAME\" or [\"NAME\", …]",
                      "'%s' must be %s, is %s", row->name,
                      !may_be_bare ? "an object of texts" : "a text or a list of texts",
                      bind_type_name(value));
        return false;
    }

    size_t count = json_is_array(value)    ? json_array_size(value)
                   : json_is_object(value) ? json_object_size(value)
                                           : 1;
    size_t most = row->max_count > 0 ? row->max_count : BIND_MAX_NAMES;
    if (count > most) {
        bind_complain(binding, "option.range", NULL, "'%s' may hold %zu name%s, has %zu", row->name,
                      most, most == 1 ? "" : "s", count);
        return false;
    }
    struct names names = {
        .binding = binding,
        .items = arena_alloc(binding->binder->arena, (count + 1) * sizeof(struct bind_name)),
    };
    bool ok = json_is_object(value)  ? add_object(&names, value)
              : json_is_array(value) ? add_list(&names, value)
                                     : add_name(&names, NULL, value, binding->pointer, false);
    *(struct bind_names *)binding->field = (struct bind_names){names.items, names.count};
    return ok;
}
