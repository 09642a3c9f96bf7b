// SPDX-License-Identifier: MIT
#include "spec/schema.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/decimal.h"
#include "spec/bind.h"
#include "spec/item.h"

#define MAX_DEPTH 8 // of lists in lists

// A value of a schema that cannot fail but where memory ends.
static json_t *must(json_t *value)
{
    if (value == NULL)
        g_error("out of memory");
    return value;
}

static void set(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, must(value)) != 0)
        g_error("out of memory");
}

static void push(json_t *array, json_t *value)
{
    if (json_array_append_new(array, must(value)) != 0)
        g_error("out of memory");
}

// Texts of a plugin may be no UTF-8; jansson would refuse them.
static json_t *text_json(const char *text)
{
    char *valid = g_utf8_make_valid(text != NULL ? text : "", -1);
    json_t *string = must(json_string(valid));
    g_free(valid);
    return string;
}

static json_t *typed(const char *type)
{
    return must(json_pack("{s:s}", "type", type));
}

static json_t *number_json(double number)
{
    if (number == floor(number) && fabs(number) < 1e15)
        return json_integer((json_int_t)number);
    return json_real(number);
}

static void set_range(json_t *schema, const hai_option *option)
{
    bool has_range = option->min < option->max || option->min > 0 || option->max < 0;
    if (has_range && isfinite(option->min))
        set(schema, "minimum", number_json(option->min));
    if (has_range && isfinite(option->max))
        set(schema, "maximum", number_json(option->max));
}

// Anything but a text or a table may also be given by a placeholder.
static json_t *or_placeholder(json_t *schema)
{
    return must(json_pack("{s:[o, {s:s, s:s}]}", "anyOf", schema, "type", "string", "pattern",
                          "\\{\\{.+\\}\\}"));
}

static json_t *length_schema(const hai_option *option)
{
    json_t *number = typed("number");
    set_range(number, option);
    return must(json_pack("{s:[o, {s:s, s:s}]}", "anyOf", number, "type", "string", "pattern",
                          "^-?[0-9.]+ *(px|rem)?$|\\{\\{.+\\}\\}"));
}

static json_t *choice_schema(const hai_option *option)
{
    json_t *names = must(json_array());
    for (const char *const *name = option->choices; name != NULL && *name != NULL; name++)
        push(names, text_json(*name));
    return or_placeholder(must(json_pack("{s:o}", "enum", names)));
}

static json_t *list_of(json_t *items, const hai_option *option)
{
    uint32_t most = option->max_count > 0 ? option->max_count : BIND_MAX_ITEMS;
    return must(json_pack("{s:s, s:o, s:I}", "type", "array", "items", items, "maxItems",
                          (json_int_t)most));
}

// A name is a text, or a number such as a year.
static json_t *names_schema(const hai_option *option)
{
    json_t *name = must(json_pack("{s:[s, s]}", "type", "string", "integer"));
    if (option->kind == BIND_KIND_NAMES && option->max_count == 1)
        return name;
    json_t *list = must(json_pack("{s:s, s:O}", "type", "array", "items", name));
    if (option->kind == BIND_KIND_NAMES)
        return must(json_pack("{s:[o, o]}", "anyOf", name, list));
    json_t *pairs = must(json_pack("{s:s, s:O}", "type", "object", "additionalProperties", name));
    if ((option->flags & BIND_BARE) != 0)
        return must(json_pack("{s:[o, o, o]}", "anyOf", name, list, pairs));
    json_decref(list);
    json_decref(name);
    return pairs;
}

static json_t *object_schema(const hai_item *shape, const char *blocks, int depth);

// `blocks` refers to the schema of any block; NULL where there is none to refer to.
static json_t *kind_schema(const hai_option *option, const char *blocks, int depth)
{
    json_t *schema;
    switch (option->kind) {
    case HAI_KIND_BOOL:
        return or_placeholder(typed("boolean"));
    case HAI_KIND_INT:
    case HAI_KIND_NUMBER:
        schema = typed(option->kind == HAI_KIND_INT ? "integer" : "number");
        set_range(schema, option);
        return or_placeholder(schema);
    case HAI_KIND_STRING:
    case HAI_KIND_TEXT:
        return must(json_pack("{s:[s, s]}", "type", "string", "number"));
    case HAI_KIND_LENGTH:
        return length_schema(option);
    case HAI_KIND_CHOICE:
        return choice_schema(option);
    case HAI_KIND_TABLE:
        return must(json_pack("{s:[s, s, s]}", "type", "string", "array", "object"));
    case HAI_KIND_BLOCKS:
        schema = blocks != NULL ? must(json_pack("{s:s}", "$ref", blocks)) : typed("object");
        return list_of(schema, option);
    case HAI_KIND_LIST: {
        if (option->item == NULL || depth >= MAX_DEPTH)
            return or_placeholder(list_of(typed("object"), option));
        hai_item item = item_copy(option->item);
        return or_placeholder(list_of(object_schema(&item, blocks, depth + 1), option));
    }
    case BIND_KIND_NAMES:
    case BIND_KIND_PAIRS:
        return names_schema(option);
    case HAI_KIND_JSON:
        return must(json_pack("{s:[s, s, s]}", "type", "string", "object", "array"));
    default:
        return typed("string");
    }
}

// What the option is where the spec does not give it; nothing where that is "none".
static void set_default(json_t *schema, const hai_item *shape, const hai_option *option)
{
    const void *field = item_default(shape, option);
    if (option->kind == HAI_KIND_COLUMN && option->column != NULL)
        set(schema, "default", text_json(option->column));
    if (field == NULL || (option->flags & HAI_REQUIRED) != 0)
        return;
    switch (option->kind) {
    case HAI_KIND_BOOL:
        set(schema, "default", json_boolean(*(const bool *)field));
        break;
    case HAI_KIND_INT:
        set(schema, "default", json_integer(*(const int32_t *)field));
        break;
    case HAI_KIND_NUMBER:
    case HAI_KIND_LENGTH:
        if (isfinite(*(const double *)field))
            set(schema, "default", number_json(*(const double *)field));
        break;
    case HAI_KIND_STRING:
    case HAI_KIND_TEXT:
    case HAI_KIND_COLOUR:
        if (*(const char *const *)field != NULL)
            set(schema, "default", text_json(*(const char *const *)field));
        break;
    case HAI_KIND_CHOICE: {
        const char *const *names = option->choices;
        int32_t chosen = *(const int32_t *)field, count = 0;
        while (names != NULL && names[count] != NULL)
            count++;
        if (chosen >= 0 && chosen < count)
            set(schema, "default", text_json(names[chosen]));
        break;
    }
    default:
        break;
    }
}

static json_t *option_schema(const hai_item *shape, const hai_option *option, const char *blocks,
                             int depth)
{
    json_t *schema = kind_schema(option, blocks, depth);
    const char *zh = option->help_zh != NULL ? option->help_zh : "";
    const char *en = option->help_en != NULL ? option->help_en : "";
    char *unit = option->unit != NULL ? g_strdup_printf(" (%s)", option->unit) : g_strdup("");
    char *help = g_strdup_printf("%s%s%s%s", zh, *zh != '\0' && *en != '\0' ? " / " : "", en, unit);
    if (*help != '\0')
        set(schema, "description", text_json(help));
    g_free(help);
    g_free(unit);
    if ((option->flags & HAI_DEPRECATED) != 0)
        set(schema, "deprecated", json_true());
    set_default(schema, shape, option);
    return schema;
}

static void add_options(json_t *schema, const hai_item *shape, const char *blocks, int depth)
{
    json_t *properties = json_object_get(schema, "properties");
    json_t *required = json_object_get(schema, "required");
    for (uint32_t i = 0; i < shape->option_count; i++) {
        hai_option option = item_option(shape, i);
        if (json_object_get(properties, option.name) != NULL)
            continue; // as "type", which the visual fixes
        set(properties, option.name, option_schema(shape, &option, blocks, depth));
        // A column that the table has by the usual name need not be named.
        bool has_name = option.kind == HAI_KIND_COLUMN && option.column != NULL;
        if ((option.flags & HAI_REQUIRED) != 0 && !has_name)
            push(required, text_json(option.name));
    }
}

// An object without members yet. Those that start with "$" or "x-" are remarks.
static json_t *empty_schema(void)
{
    return must(json_pack("{s:s, s:{}, s:[], s:{s:b}, s:b}", "type", "object", "properties",
                          "required", "patternProperties", "^(\\$|x-)", 1, "additionalProperties",
                          0));
}

static json_t *object_schema(const hai_item *shape, const char *blocks, int depth)
{
    json_t *schema = empty_schema();
    add_options(schema, shape, blocks, depth);
    return schema;
}

static char *both_languages(const char *zh, const char *en)
{
    return g_strdup_printf("%s%s%s", zh != NULL ? zh : "", zh != NULL && en != NULL ? " / " : "",
                           en != NULL ? en : "");
}

static json_t *block_schema(const hai_visual *visual, const hai_item *common, const char *blocks)
{
    json_t *schema = empty_schema();
    char *title = both_languages(visual->title_zh, visual->title_en);
    char *summary = both_languages(visual->summary_zh, visual->summary_en);
    set(schema, "title", text_json(title));
    set(schema, "description", text_json(summary));
    g_free(title);
    g_free(summary);

    json_t *properties = json_object_get(schema, "properties");
    set(properties, "type", must(json_pack("{s:o}", "const", text_json(visual->type))));
    push(json_object_get(schema, "required"), text_json("type"));
    hai_item shape = item_of_visual(visual);
    add_options(schema, &shape, blocks, 0);
    if (common != NULL) {
        shape = item_copy(common);
        add_options(schema, &shape, blocks, 0);
    }
    return schema;
}

json_t *schema_visual(const hai_visual *visual, const hai_item *common)
{
    json_t *schema = block_schema(visual, common, NULL);
    set(schema, "$schema", text_json("https://json-schema.org/draft/2020-12/schema"));
    return schema;
}

// One block of any type: the type chooses the schema, so that an editor speaks of the options of
// that visual only.
static json_t *any_block(const hai_visual *const *visuals)
{
    json_t *types = must(json_array()), *cases = must(json_array());
    for (; *visuals != NULL; visuals++) {
        char *reference = g_strdup_printf("#/$defs/%s", (*visuals)->type);
        push(types, text_json((*visuals)->type));
        push(cases, json_pack("{s:{s:{s:{s:o}}, s:[s]}, s:{s:o}}", "if", "properties", "type",
                              "const", text_json((*visuals)->type), "required", "type", "then",
                              "$ref", text_json(reference)));
        g_free(reference);
    }
    return must(json_pack("{s:s, s:[s], s:{s:{s:o}}, s:o}", "type", "object", "required", "type",
                          "properties", "type", "enum", types, "allOf", cases));
}

// {"csv": "FILE"} and its like, with one more member or none.
static json_t *entry_schema(const char *required, const char *other, json_t *schema)
{
    json_t *properties = must(json_pack("{s:{s:s}}", required, "type", "string"));
    if (other != NULL)
        set(properties, other, schema);
    return must(json_pack("{s:s, s:[s], s:o, s:b}", "type", "object", "required", required,
                          "properties", properties, "additionalProperties", 0));
}

// Tables and values by name: rows in place, a file, another table in steps.
static json_t *data_schema(void)
{
    json_t *steps =
        must(json_pack("{s:s, s:{s:s}}", "type", "array", "items", "$ref", "#/$defs/-step"));
    json_t *kinds = must(json_array());
    push(kinds,
         json_pack("{s:[s, s, s, s, s]}", "type", "array", "string", "number", "boolean", "null"));
    push(kinds, entry_schema("csv", NULL, NULL));
    push(kinds, entry_schema("json", "at", typed("string")));
    push(kinds, entry_schema("from", "steps", steps));
    return must(
        json_pack("{s:s, s:{s:o}}", "type", "object", "additionalProperties", "anyOf", kinds));
}

// One step: its first option, which it must have, chooses the schema.
static void add_steps(json_t *definitions, const hai_item *const *steps)
{
    json_t *kinds = must(json_array()), *cases = must(json_array());
    for (; *steps != NULL; steps++) {
        hai_item shape = item_copy(*steps);
        const char *name = item_option(&shape, 0).name;
        char *key = g_strdup_printf("-step-%s", name);
        char *reference = g_strdup_printf("#/$defs/%s", key);
        push(kinds, json_pack("{s:[o]}", "required", text_json(name)));
        push(cases, json_pack("{s:{s:[o]}, s:{s:o}}", "if", "required", text_json(name), "then",
                              "$ref", text_json(reference)));
        set(definitions, key, object_schema(&shape, NULL, 0));
        g_free(reference);
        g_free(key);
    }
    set(definitions, "-step",
        json_pack("{s:s, s:o, s:o}", "type", "object", "oneOf", kinds, "allOf", cases));
}

// The members of a spec that are no options; see the front page.
static void add_frame(json_t *properties)
{
    static const char *const frame[] = {"page", "blocks"};
    for (size_t i = 0; i < G_N_ELEMENTS(frame); i++) {
        if (json_object_get(properties, frame[i]) != NULL)
            continue;
        if (strcmp(frame[i], "blocks") == 0)
            set(properties, frame[i],
                json_pack("{s:s, s:{s:s}}", "type", "array", "items", "$ref", "#/$defs/-block"));
        else
            set(properties, frame[i], typed("object"));
    }
}

json_t *schema_spec(const hai_visual *const *visuals, const hai_item *document,
                    const hai_item *common, const hai_item *const *steps)
{
    // No visual is called "-block".
    json_t *definitions = must(json_object());
    set(definitions, "-block", any_block(visuals));
    for (const hai_visual *const *visual = visuals; *visual != NULL; visual++)
        set(definitions, (*visual)->type, block_schema(*visual, common, "#/$defs/-block"));

    hai_item shape = item_copy(document);
    json_t *schema = object_schema(&shape, "#/$defs/-block", 0);
    set(schema, "$schema", text_json("https://json-schema.org/draft/2020-12/schema"));
    set(schema, "title", text_json("haibao"));
    add_frame(json_object_get(schema, "properties"));
    set(json_object_get(schema, "properties"), "data", data_schema());
    add_steps(definitions, steps);
    set(schema, "$defs", definitions);
    return schema;
}

// --- Themes ---

// An object whose members are named, of one schema each, and may be others of the same schema.
static json_t *named_members(const char *const *names, const char *definition)
{
    json_t *properties = must(json_object());
    for (; *names != NULL; names++)
        set(properties, *names, json_pack("{s:s}", "$ref", definition));
    return must(json_pack("{s:s, s:o, s:{s:s}}", "type", "object", "properties", properties,
                          "additionalProperties", "$ref", definition));
}

// A visual's options as a theme gives them: none is required.
static json_t *visual_defaults(const hai_visual *visual)
{
    hai_item shape = item_of_visual(visual);
    json_t *schema = object_schema(&shape, "#/$defs/-block", 0);
    (void)json_object_del(schema, "required");
    return schema;
}

json_t *schema_theme(const hai_visual *const *visuals, const struct schema_tokens *tokens,
                     const hai_item *common)
{
    json_t *definitions = must(json_object()), *defaults = must(json_object());
    set(definitions, "-block", any_block(visuals));
    for (const hai_visual *const *visual = visuals; *visual != NULL; visual++) {
        set(definitions, (*visual)->type, block_schema(*visual, common, "#/$defs/-block"));
        set(defaults, (*visual)->type, visual_defaults(*visual));
    }
    hai_item role = item_copy(tokens->role);
    set(definitions, "-role", object_schema(&role, NULL, 0));
    set(definitions, "-colour",
        json_pack("{s:s, s:s}", "type", "string", "pattern",
                  "^#([0-9A-Fa-f]{3}|[0-9A-Fa-f]{6}|[0-9A-Fa-f]{8})$"));
    set(definitions, "-length",
        json_pack("{s:s, s:i, s:i}", "type", "number", "minimum", 0, "maximum", 2000));

    json_t *schema = empty_schema();
    json_t *properties = json_object_get(schema, "properties");
    set(properties, "haibao_theme", json_pack("{s:i}", "const", 1));
    static const char *const texts[] = {"name", "title", "extends"};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        set(properties, texts[i], typed("string"));
    set(properties, "dark", typed("boolean"));
    set(properties, "colours", named_members(tokens->colours, "#/$defs/-colour"));
    set(properties, "lengths", named_members(tokens->lengths, "#/$defs/-length"));
    set(properties, "type", named_members(tokens->roles, "#/$defs/-role"));
    set(properties, "fonts",
        json_pack("{s:s, s:{s:s}}", "type", "array", "items", "type", "string"));
    set(properties, "visuals",
        json_pack("{s:s, s:o, s:b}", "type", "object", "properties", defaults,
                  "additionalProperties", 0));
    set(properties, "backdrop",
        json_pack("{s:s, s:{s:s}}", "type", "array", "items", "$ref", "#/$defs/-block"));
    push(json_object_get(schema, "required"), text_json("haibao_theme"));
    set(schema, "$schema", text_json("https://json-schema.org/draft/2020-12/schema"));
    set(schema, "title", text_json("haibao theme"));
    set(schema, "$defs", definitions);
    return schema;
}
