// SPDX-License-Identifier: MIT
#include "spec/bind.h"

#include <glib.h>
#include <string.h>

#include "spec/bind_value.h"
#include "spec/item.h"

// One object on its way into one struct.
struct object {
    const struct binder *binder;
    const struct object *outer; // of whose list this is an item, or NULL
    hai_item shape;
    json_t *const *layers;
    unsigned layer_count;
    const char *pointer;
    bool has_place; // the last layer stands in the binder's source
    void *target;
    bool ok;
};

static bool bind_layers(struct object *object);

static void *row_field(const struct object *object, const hai_option *row)
{
    return (char *)object->target + row->offset;
}

static bool is_last(const struct object *object, unsigned layer)
{
    return layer + 1 == object->layer_count;
}

static struct place object_place(const struct object *object, unsigned layer)
{
    if (!object->has_place || !is_last(object, layer) ||
        report_is_full(object->binder->report, SEVERITY_ERROR))
        return (struct place){.pointer = object->pointer};
    return locate_value(object->binder->source, object->pointer);
}

static void check_layer_types(struct object *object)
{
    for (unsigned i = 0; i < object->layer_count; i++) {
        if (object->layers[i] == NULL || json_is_object(object->layers[i]))
            continue;
        report_add(object->binder->report, SEVERITY_ERROR, "option.type", object_place(object, i),
                   "write { … }", "%s must be an object, is %s", object->binder->subject,
                   bind_type_name(object->layers[i]));
        object->ok = false;
    }
}

static bool has_name(const char *const *names, const char *name)
{
    for (; names != NULL && *names != NULL; names++)
        if (strcmp(*names, name) == 0)
            return true;
    return false;
}

// The names of all options, then those that every object has. Free with g_free.
static const char **all_names(const struct object *object)
{
    GPtrArray *names = g_ptr_array_new();
    for (uint32_t i = 0; i < object->shape.option_count; i++) {
        hai_option row = item_option(&object->shape, i);
        if ((row.flags & HAI_DEPRECATED) == 0)
            g_ptr_array_add(names, (gpointer)(uintptr_t)row.name);
    }
    const char *const *common = object->binder->common_keys;
    for (; common != NULL && *common != NULL; common++)
        g_ptr_array_add(names, (gpointer)(uintptr_t)*common);
    g_ptr_array_add(names, NULL);
    return (const char **)g_ptr_array_free(names, FALSE);
}

static bool is_option(const struct object *object, const char *key)
{
    for (uint32_t i = 0; i < object->shape.option_count; i++)
        if (strcmp(item_option(&object->shape, i).name, key) == 0)
            return true;
    return false;
}

static void report_unknown(struct object *object, unsigned layer, const char *key)
{
    const struct binder *binder = object->binder;
    const char **names = all_names(object);
    const char *hint = report_names_hint(binder->arena, key, names, "its options are:");
    g_free(names);

    const char *pointer = pointer_member(binder->arena, object->pointer, key);
    struct place place = {.pointer = pointer};
    if (object->has_place && is_last(object, layer) &&
        !report_is_full(binder->report, SEVERITY_ERROR))
        place = locate_key(binder->source, pointer);
    report_add(binder->report, SEVERITY_ERROR, "option.unknown", place, hint,
               "'%s' is not an option of %s", key, binder->subject);
    object->ok = false;
}

static void check_keys(struct object *object)
{
    for (unsigned i = 0; i < object->layer_count; i++) {
        const char *key;
        json_t *value;
        json_object_foreach(object->layers[i], key, value)
        {
            if (key[0] == '$' || g_str_has_prefix(key, "x-") || is_option(object, key) ||
                has_name(object->binder->common_keys, key))
                continue;
            report_unknown(object, i, key);
        }
    }
}

static void report_missing(struct object *object, const hai_option *row)
{
    const char *hint = NULL;
    if (row->help_en != NULL)
        hint = arena_printf(object->binder->arena, "add \"%s\": %s", row->name, row->help_en);
    report_add(object->binder->report, SEVERITY_ERROR, "option.required",
               object_place(object, object->layer_count - 1), hint, "%s needs '%s'",
               object->binder->subject, row->name);
    object->ok = false;
}

enum found { FOUND, ABSENT, EMPTY_CELL, FAILED };

// The value of an option, placeholders filled in: of the last layer that gives one. A member that
// is null, and a text that names an empty cell, give none. FOUND leaves a new reference in
// binding->value; EMPTY_CELL leaves the binding fit for a message; FAILED has been reported.
static enum found find_value(struct object *object, const hai_option *row, struct binding *binding)
{
    const struct binder *binder = object->binder;
    const struct bind_host *host = binder->host;
    enum found found = ABSENT;
    for (unsigned i = object->layer_count; i > 0; i--) {
        json_t *value = json_object_get(object->layers[i - 1], row->name);
        if (value == NULL || json_is_null(value))
            continue;
        *binding = (struct binding){
            .binder = binder,
            .row = *row,
            .value = value,
            .pointer = pointer_member(binder->arena, object->pointer, row->name),
            .has_place = object->has_place && is_last(object, i - 1),
            .field = row_field(object, row),
        };
        if (!json_is_string(value) || host->fill == NULL) {
            json_incref(value);
            return FOUND;
        }
        binding->value = host->fill(host->data, binder->scope, value, binding->pointer);
        binding->was_filled = binding->value != value;
        if (binding->value == NULL)
            return FAILED;
        if (!json_is_null(binding->value))
            return FOUND;
        json_decref(binding->value);
        found = EMPTY_CELL;
    }
    return found;
}

static bool bind_item(const struct object *list, const struct binding *binding,
                      const hai_item *item, size_t index, void *target)
{
    struct arena *arena = list->binder->arena;
    struct binder binder = *list->binder;
    binder.common_keys = NULL;
    binder.subject =
        arena_printf(arena, "an item of '%s' of %s", binding->row.name, list->binder->subject);
    json_t *layer = json_array_get(binding->value, index);
    struct object object = {
        .binder = &binder,
        .outer = list,
        .shape = *item,
        .layers = &layer,
        .layer_count = 1,
        .pointer = pointer_item(arena, binding->pointer, index),
        .has_place = binding->has_place,
        .target = target,
    };
    return bind_layers(&object);
}

static bool bind_list(const struct object *object, const struct binding *binding)
{
    const hai_option *row = &binding->row;
    if (!json_is_array(binding->value)) {
        bind_complain(binding, "option.type", "write [ … ]", "'%s' must be a list, is %s",
                      row->name, bind_type_name(binding->value));
        return false;
    }
    size_t count = json_array_size(binding->value);
    size_t most = row->max_count > 0 ? row->max_count : BIND_MAX_ITEMS;
    if (count > most) {
        bind_complain(binding, "option.range", NULL, "'%s' may hold %zu items, has %zu", row->name,
                      most, count);
        return false;
    }

    hai_item item = item_copy(row->item);
    char *items = arena_alloc(object->binder->arena, count * item.struct_size);
    bool ok = true;
    for (size_t i = 0; i < count; i++)
        ok = bind_item(object, binding, &item, i, items + i * item.struct_size) && ok;
    *(hai_list *)binding->field = (hai_list){items, (uint32_t)count};
    return ok;
}

static void bind_option(struct object *object, const hai_option *row)
{
    struct binding binding;
    enum found found = find_value(object, row, &binding);
    bool required = (row->flags & HAI_REQUIRED) != 0;
    if (found == ABSENT && required)
        report_missing(object, row);
    if (found == EMPTY_CELL && required)
        bind_complain(&binding, "option.required", "fill the cell, or write a value here",
                      "%s needs '%s', and the cell is empty", object->binder->subject, row->name);
    if (found == FAILED || (found == EMPTY_CELL && required))
        object->ok = false;
    if (found != FOUND)
        return;

    if ((row->flags & HAI_DEPRECATED) != 0)
        bind_warn(&binding, "option.deprecated", row->help_en, "'%s' is out of date", row->name);
    bool ok = row->kind == HAI_KIND_LIST ? bind_list(object, &binding) : bind_value(&binding);
    object->ok = ok && object->ok;
    json_decref(binding.value);
}

// The table that a column belongs to: of this object, or of one around it.
static const hai_table *column_table(const struct object *object, const char *of)
{
    for (; object != NULL; object = object->outer) {
        for (uint32_t i = 0; i < object->shape.option_count; i++) {
            hai_option row = item_option(&object->shape, i);
            if (row.kind == HAI_KIND_TABLE && strcmp(row.name, of) == 0)
                return *(const hai_table *const *)row_field(object, &row);
        }
    }
    return NULL;
}

static const char *const *table_columns(const struct object *object, const hai_table *table)
{
    const struct bind_host *host = object->binder->host;
    return host->columns != NULL ? host->columns(host->data, table) : NULL;
}

// A column that the spec does not name: the row's own, if the table has it.
static int32_t default_column(struct object *object, const hai_option *row, const hai_table *table)
{
    const struct bind_host *host = object->binder->host;
    int32_t column = row->column != NULL ? host->find_column(table, row->column) : -1;
    if (column >= 0 || (row->flags & HAI_REQUIRED) == 0)
        return column;
    // A table of nothing at all ("rows": []) lacks no column: it is drawn as no data.
    const char *const *columns = table_columns(object, table);
    if (columns != NULL && columns[0] == NULL)
        return -1;

    const char *names = report_names_hint(object->binder->arena, "", columns, "the columns are:");
    const char *hint = arena_printf(object->binder->arena, "name it with \"%s\"%s%s", row->name,
                                    names != NULL ? "; " : "", names != NULL ? names : "");
    report_add(object->binder->report, SEVERITY_ERROR, "option.column",
               object_place(object, object->layer_count - 1), hint,
               "%s needs a column for '%s', and the table has no '%s'", object->binder->subject,
               row->name, row->column != NULL ? row->column : row->name);
    object->ok = false;
    return -1;
}

// The column that the spec names.
static int32_t named_column(struct object *object, const struct binding *binding,
                            const hai_table *table)
{
    const struct bind_host *host = object->binder->host;
    const char *name = json_string_value(binding->value);
    if (name == NULL) {
        bind_complain(binding, "option.type", NULL, "'%s' must be the name of a column, is %s",
                      binding->row.name, bind_type_name(binding->value));
        object->ok = false;
        return -1;
    }
    int32_t column = host->find_column(table, name);
    if (column < 0) {
        const char *hint = report_names_hint(object->binder->arena, name,
                                             table_columns(object, table), "the columns are:");
        bind_complain(binding, "option.column", hint, "the table has no column '%s'", name);
        object->ok = false;
    }
    return column;
}

static void bind_column(struct object *object, const hai_option *row)
{
    // Where there is no table its own option has been complained of, or may be left out.
    const hai_table *table = column_table(object, row->of != NULL ? row->of : "rows");
    if (table == NULL || object->binder->host->find_column == NULL)
        return;

    int32_t *field = row_field(object, row);
    struct binding binding;
    switch (find_value(object, row, &binding)) {
    case FOUND:
        *field = named_column(object, &binding, table);
        json_decref(binding.value);
        break;
    case ABSENT:
    case EMPTY_CELL:
        *field = default_column(object, row, table);
        break;
    case FAILED:
        object->ok = false;
        break;
    }
}

static void set_defaults(const struct object *object)
{
    memset(object->target, 0, object->shape.struct_size);
    if (object->shape.defaults != NULL)
        memcpy(object->target, object->shape.defaults, object->shape.struct_size);
    for (uint32_t i = 0; i < object->shape.option_count; i++) {
        hai_option row = item_option(&object->shape, i);
        if (row.kind == HAI_KIND_COLUMN)
            *(int32_t *)row_field(object, &row) = -1;
    }
}

// Tables come first: columns, also those of the items of lists, are looked up in them.
static unsigned binding_turn(uint32_t kind)
{
    if (kind == HAI_KIND_TABLE)
        return 0;
    return kind == HAI_KIND_COLUMN ? 2 : 1;
}

static bool bind_layers(struct object *object)
{
    object->ok = true;
    set_defaults(object);
    check_layer_types(object);
    if (!object->ok)
        return false;

    check_keys(object);
    for (unsigned turn = 0; turn < 3; turn++) {
        for (uint32_t i = 0; i < object->shape.option_count; i++) {
            hai_option row = item_option(&object->shape, i);
            if (binding_turn(row.kind) != turn)
                continue;
            if (row.kind == HAI_KIND_COLUMN)
                bind_column(object, &row);
            else
                bind_option(object, &row);
        }
    }
    return object->ok;
}

bool bind_object(const struct binder *binder, const hai_item *shape, json_t *const *layers,
                 unsigned layer_count, const char *pointer, void *target)
{
    struct object object = {
        .binder = binder,
        .shape = item_copy(shape),
        .layers = layers,
        .layer_count = layer_count,
        .pointer = pointer,
        .has_place = true,
        .target = target,
    };
    return bind_layers(&object);
}
