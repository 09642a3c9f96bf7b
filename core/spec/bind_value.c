// SPDX-License-Identifier: MIT
#include "spec/bind_value.h"

#include <glib.h>
#include <math.h>
#include <string.h>

#include "base/clean.h"
#include "base/decimal.h"
#include "spec/markup.h"

static struct place binding_place(const struct binding *binding, enum severity severity)
{
    if (!binding->has_place || report_is_full(binding->binder->report, severity))
        return (struct place){.pointer = binding->pointer};
    return locate_value(binding->binder->source, binding->pointer);
}

void bind_complain(const struct binding *binding, const char *code, const char *hint,
                   const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(binding->binder->report, SEVERITY_ERROR, code,
                binding_place(binding, SEVERITY_ERROR), hint, format, arguments);
    va_end(arguments);
}

void bind_warn(const struct binding *binding, const char *code, const char *hint,
               const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(binding->binder->report, SEVERITY_WARNING, code,
                binding_place(binding, SEVERITY_WARNING), hint, format, arguments);
    va_end(arguments);
}

const char *bind_type_name(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "an object";
    case JSON_ARRAY:
        return "a list";
    case JSON_STRING:
        return "a text";
    case JSON_INTEGER:
    case JSON_REAL:
        return "a number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "true or false";
    case JSON_NULL:
        break;
    }
    return "null";
}

static bool wrong_type(const struct binding *binding, const char *wanted)
{
    const char *text = json_string_value(binding->value), *hint = NULL;
    double number;
    if (text != NULL && decimal_parse(text, &number))
        hint = "remove the quotes";
    // The spec does not show what a placeholder stands for.
    if (text != NULL && binding->was_filled)
        bind_complain(binding, "option.type", NULL, "'%s' must be %s, is the text '%s'",
                      binding->row.name, wanted, text);
    else
        bind_complain(binding, "option.type", hint, "'%s' must be %s, is %s", binding->row.name,
                      wanted, bind_type_name(binding->value));
    return false;
}

// "between 0 and 12 px", "at least 0", "1": the range of a row in words.
static const char *range_words(const struct binding *binding)
{
    const hai_option *row = &binding->row;
    char low[DECIMAL_BYTES], high[DECIMAL_BYTES];
    decimal_shortest(row->min, low);
    decimal_shortest(row->max, high);
    const char *unit = row->unit != NULL ? row->unit : "";
    const char *space = *unit != '\0' ? " " : "";
    if (row->min >= row->max)
        return arena_printf(binding->binder->arena, "%s%s%s", low, space, unit);
    if (isinf(row->max))
        return arena_printf(binding->binder->arena, "at least %s%s%s", low, space, unit);
    if (isinf(row->min))
        return arena_printf(binding->binder->arena, "at most %s%s%s", high, space, unit);
    return arena_printf(binding->binder->arena, "between %s and %s%s%s", low, high, space, unit);
}

// A row without a range (both zero) takes any number.
static bool in_range(const struct binding *binding, double number)
{
    const hai_option *row = &binding->row;
    bool has_range = row->min < row->max || row->min > 0 || row->max < 0;
    if (isfinite(number) && (!has_range || (number >= row->min && number <= row->max)))
        return true;

    char shown[DECIMAL_BYTES];
    decimal_shortest(number, shown);
    bind_complain(binding, "option.range", NULL, "'%s' must be %s, is %s", row->name,
                  has_range ? range_words(binding) : "finite", shown);
    return false;
}

// A JSON number, or a text that was filled in and reads wholly as one.
static bool read_number(const struct binding *binding, double *number)
{
    if (json_is_number(binding->value)) {
        *number = json_number_value(binding->value) + 0.0; // -0 becomes 0
        return true;
    }
    return binding->was_filled && json_is_string(binding->value) &&
           decimal_parse(json_string_value(binding->value), number);
}

static bool bind_number(const struct binding *binding)
{
    double number;
    if (!read_number(binding, &number))
        return wrong_type(binding, "a number");
    if (!in_range(binding, number))
        return false;
    *(double *)binding->field = number;
    return true;
}

static bool bind_int(const struct binding *binding)
{
    double number;
    if (!read_number(binding, &number))
        return wrong_type(binding, "a whole number");
    if (isfinite(number) && number != floor(number)) {
        char shown[DECIMAL_BYTES];
        decimal_shortest(number, shown);
        bind_complain(binding, "option.type", NULL, "'%s' must be a whole number, is %s",
                      binding->row.name, shown);
        return false;
    }
    struct binding bounded = *binding;
    bounded.row.min = MAX(bounded.row.min, INT32_MIN);
    bounded.row.max = MIN(bounded.row.max, INT32_MAX);
    if (binding->row.min == 0 && binding->row.max == 0) {
        bounded.row.min = INT32_MIN;
        bounded.row.max = INT32_MAX;
    }
    if (!in_range(&bounded, number))
        return false;
    *(int32_t *)binding->field = (int32_t)number;
    return true;
}

static bool bind_bool(const struct binding *binding)
{
    const char *text = binding->was_filled ? json_string_value(binding->value) : NULL;
    bool yes = json_is_true(binding->value) || g_strcmp0(text, "true") == 0;
    if (!yes && !json_is_false(binding->value) && g_strcmp0(text, "false") != 0)
        return wrong_type(binding, "true or false");
    *(bool *)binding->field = yes;
    return true;
}

static bool bind_text(const struct binding *binding)
{
    char shown[DECIMAL_BYTES];
    const char *text = json_string_value(binding->value);
    if (json_is_integer(binding->value)) {
        (void)g_snprintf(shown, sizeof shown, "%" JSON_INTEGER_FORMAT,
                         json_integer_value(binding->value));
        text = shown;
    } else if (json_is_real(binding->value)) {
        decimal_shortest(json_real_value(binding->value), shown);
        text = shown;
    }
    if (text == NULL)
        return wrong_type(binding, "a text");

    const char *limit = clean_limit_words(text);
    if (limit != NULL) {
        bind_complain(binding, "text.limit", "make it shorter, or several texts", "'%s' %s",
                      binding->row.name, limit);
        return false;
    }
    struct clean_faults faults = {0};
    struct arena *arena = binding->binder->arena;
    *(const char **)binding->field = clean_text(arena, text, &faults);
    const char *words = clean_faults_words(arena, &faults);
    if (words != NULL)
        bind_warn(binding, "text.control", NULL, "'%s' has %s", binding->row.name, words);
    return true;
}

static void complain_markup(const struct binding *binding, const struct markup_fault *fault)
{
    const struct bind_host *host = binding->binder->host;
    const char *name = binding->row.name, *word = fault->word, *near;
    switch (fault->kind) {
    case MARKUP_UNKNOWN:
        near = host->span_words != NULL ? report_nearest(word, host->span_words) : NULL;
        bind_complain(binding, "text.markup",
                      near != NULL ? arena_printf(binding->binder->arena,
                                                  "did you mean '%s'? a plain brace is \\{", near)
                                   : "a plain brace is \\{",
                      "'%s' has a span '{%s|', which is no style, font or colour", name, word);
        break;
    case MARKUP_UNCLOSED:
        bind_complain(binding, "text.markup", "end it with '}'; a plain brace is \\{",
                      "'%s' has a span '{%s|' that is not closed", name, word);
        break;
    case MARKUP_EMPTY:
        bind_complain(binding, "text.markup", "write it after the word, as {ruby hǎi bào|海报}",
                      "'%s' has a span '%s' without its text", name, word);
        break;
    default:
        bind_complain(binding, "text.markup", NULL, "'%s' has spans in more than %d others", name,
                      MARKUP_MAX_DEPTH);
    }
}

static bool bind_rich_text(const struct binding *binding)
{
    const struct bind_host *host = binding->binder->host;
    const char **field = binding->field;
    if (!bind_text(binding))
        return false;
    if (host->check_span == NULL)
        return true;
    struct markup_fault fault;
    const char *text =
        markup_read(binding->binder->arena, *field, host->check_span, host->data, NULL, &fault);
    if (text == NULL) {
        complain_markup(binding, &fault);
        return false;
    }
    *field = text;
    return true;
}

// "40", "40px", "1.5rem" in layout pixels.
static bool parse_length(const char *text, double rem, double *length)
{
    static const char *const units[] = {"px", "rem"};
    double scales[] = {1, rem};
    size_t size = strlen(text);
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        if (!g_str_has_suffix(text, units[i]))
            continue;
        char *figure = g_strndup(text, size - strlen(units[i]));
        g_strchomp(figure);
        bool parsed = decimal_parse(figure, length);
        g_free(figure);
        *length *= scales[i];
        return parsed;
    }
    return decimal_parse(text, length);
}

static bool bind_length(const struct binding *binding)
{
    double length = 0;
    if (json_is_number(binding->value)) {
        length = json_number_value(binding->value) + 0.0;
    } else if (!json_is_string(binding->value)) {
        return wrong_type(binding, "a length such as 40 or \"1.5rem\"");
    } else if (!parse_length(json_string_value(binding->value), binding->binder->host->rem,
                             &length)) {
        bind_complain(binding, "option.type", "write 40, \"40px\" or \"1.5rem\"",
                      "'%s' must be a length, is '%s'", binding->row.name,
                      json_string_value(binding->value));
        return false;
    }

    struct binding bounded = *binding;
    if (bounded.row.unit == NULL)
        bounded.row.unit = "px";
    if (!in_range(&bounded, length))
        return false;
    *(double *)binding->field = length;
    return true;
}

bool bind_is_colour_literal(const char *text)
{
    size_t digits = strlen(text) - (text[0] == '#');
    return text[0] == '#' && (digits == 3 || digits == 6 || digits == 8) &&
           strspn(text + 1, "0123456789abcdefABCDEF") == digits;
}

static bool bind_colour(const struct binding *binding)
{
    const struct binder *binder = binding->binder;
    const struct bind_host *host = binder->host;
    const char *text = json_string_value(binding->value);
    if (text == NULL)
        return wrong_type(binding, "a colour");
    if (bind_is_colour_literal(text) ||
        (host->is_colour != NULL && host->is_colour(host->data, text))) {
        *(const char **)binding->field = arena_strdup(binder->arena, text);
        return true;
    }

    if (text[0] == '#')
        bind_complain(binding, "colour.unknown", "write #rgb, #rrggbb or #rrggbbaa",
                      "'%s' is not a colour", text);
    else
        bind_complain(
            binding, "colour.unknown",
            report_names_hint(binder->arena, text, host->colours, "write #rrggbb or one of:"),
            "'%s' is not a colour of the theme", text);
    return false;
}

static bool bind_choice(const struct binding *binding)
{
    const char *const *choices = binding->row.choices;
    struct arena *arena = binding->binder->arena;
    const char *text = json_string_value(binding->value);
    for (int32_t i = 0; text != NULL && choices != NULL && choices[i] != NULL; i++) {
        if (strcmp(choices[i], text) == 0) {
            *(int32_t *)binding->field = i;
            return true;
        }
    }

    const char *hint = report_names_hint(arena, text != NULL ? text : "", choices, "one of:");
    if (text == NULL)
        bind_complain(binding, "option.type", hint, "'%s' must be one of its choices, is %s",
                      binding->row.name, bind_type_name(binding->value));
    else
        bind_complain(binding, "option.choice", hint, "'%s' is not a choice of '%s'", text,
                      binding->row.name);
    return false;
}

static bool no_host(const struct binding *binding)
{
    bind_complain(binding, "option.type", NULL, "'%s' cannot be given here", binding->row.name);
    return false;
}

static bool bind_table(const struct binding *binding)
{
    const struct binder *binder = binding->binder;
    const struct bind_host *host = binder->host;
    if (host->table == NULL)
        return no_host(binding);
    return host->table(host->data, binder->scope, binding->value, binding->pointer, binding->field);
}

static bool bind_blocks(const struct binding *binding)
{
    const struct binder *binder = binding->binder;
    const struct bind_host *host = binder->host;
    if (host->blocks == NULL)
        return no_host(binding);
    if (!json_is_array(binding->value))
        return wrong_type(binding, "a list of blocks");
    uint32_t most = binding->row.max_count > 0 ? binding->row.max_count : BIND_MAX_ITEMS;
    return host->blocks(host->data, binder->scope, binding->value, binding->pointer, most,
                        binding->field);
}

static bool bind_image(const struct binding *binding)
{
    const struct bind_host *host = binding->binder->host;
    if (host->image == NULL)
        return no_host(binding);
    if (!json_is_string(binding->value))
        return wrong_type(binding, "the path of a picture");
    return host->image(host->data, binding->value, binding->pointer, binding->field);
}

static bool bind_icon(const struct binding *binding)
{
    const struct bind_host *host = binding->binder->host;
    if (host->icon == NULL)
        return no_host(binding);
    if (!json_is_string(binding->value))
        return wrong_type(binding, "an icon's name, a picture's path or an emoji");
    if (json_string_length(binding->value) == 0)
        return true; // a row without
    return host->icon(host->data, binding->value, binding->pointer, binding->field);
}

// A file, or the value itself; what it must hold is the visual's to say.
static bool bind_json(const struct binding *binding)
{
    const struct bind_host *host = binding->binder->host;
    if (host->json == NULL)
        return no_host(binding);
    if (!json_is_string(binding->value) && !json_is_object(binding->value) &&
        !json_is_array(binding->value))
        return wrong_type(binding, "the path of a JSON file, or its content");
    return host->json(host->data, binding->value, binding->pointer, binding->field);
}

bool bind_value(const struct binding *binding)
{
    switch (binding->row.kind) {
    case HAI_KIND_BOOL:
        return bind_bool(binding);
    case HAI_KIND_INT:
        return bind_int(binding);
    case HAI_KIND_NUMBER:
        return bind_number(binding);
    case HAI_KIND_STRING:
        return bind_text(binding);
    case HAI_KIND_TEXT:
        return bind_rich_text(binding);
    case HAI_KIND_LENGTH:
        return bind_length(binding);
    case HAI_KIND_COLOUR:
        return bind_colour(binding);
    case HAI_KIND_CHOICE:
        return bind_choice(binding);
    case HAI_KIND_TABLE:
        return bind_table(binding);
    case HAI_KIND_BLOCKS:
        return bind_blocks(binding);
    case HAI_KIND_IMAGE:
        return bind_image(binding);
    case BIND_KIND_NAMES:
    case BIND_KIND_PAIRS:
        return bind_names(binding);
    case HAI_KIND_ICON:
        return bind_icon(binding);
    case HAI_KIND_JSON:
        return bind_json(binding);
    default:
        return no_host(binding);
    }
}
