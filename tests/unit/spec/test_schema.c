// SPDX-License-Identifier: MIT
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <setjmp.h> // cmocka needs it

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "spec/schema.h"
#include "stamp.h"
#include "tests.h"

static hai_visual make_visual(const char *type)
{
    return (hai_visual){.size = sizeof(hai_visual),
                        .type = type,
                        .title_zh = "印章",
                        .title_en = "Stamp",
                        .summary_zh = "一个印章",
                        .summary_en = "One stamp",
                        .struct_size = stamp_shape.struct_size,
                        .defaults = stamp_shape.defaults,
                        .options = stamp_shape.options,
                        .option_size = stamp_shape.option_size,
                        .option_count = stamp_shape.option_count};
}

// The value that a path "a.b.0" leads to; a failed test where there is none.
static json_t *get(json_t *value, const char *path)
{
    char *copy = strdup(path), *left = NULL;
    assert_non_null(copy);
    for (char *step = strtok_r(copy, ".", &left); step != NULL; step = strtok_r(NULL, ".", &left)) {
        value = json_is_array(value) ? json_array_get(value, (size_t)atoi(step))
                                     : json_object_get(value, step);
        if (value == NULL)
            fail_msg("nothing at %s of %s", step, path);
    }
    free(copy);
    return value;
}

static const char *get_text(json_t *value, const char *path)
{
    return json_string_value(get(value, path));
}

static void options_become_a_schema(void **state)
{
    (void)state;
    hai_visual visual = make_visual("stamp");
    json_t *schema = schema_visual(&visual, NULL);
    assert_string_equal(get_text(schema, "$schema"),
                        "https://json-schema.org/draft/2020-12/schema");
    assert_string_equal(get_text(schema, "title"), "印章 / Stamp");
    assert_string_equal(get_text(schema, "properties.type.const"), "stamp");
    assert_true(json_is_false(get(schema, "additionalProperties")));
    assert_string_equal(get_text(schema, "required.0"), "type");
    // The column has a usual name.
    assert_int_equal(json_array_size(get(schema, "required")), 1);
    json_t *properties = get(schema, "properties");
    assert_int_equal(json_integer_value(get(properties, "count.anyOf.0.minimum")), 1);
    assert_int_equal(json_integer_value(get(properties, "count.anyOf.0.maximum")), 12);
    assert_int_equal(json_integer_value(get(properties, "count.default")), 3);
    assert_string_equal(get_text(properties, "count.description"), "个数 / How many");
    assert_string_equal(get_text(properties, "value.description"), "The figure (%)");
    assert_null(json_object_get(get(properties, "value"), "default"));
    assert_null(json_object_get(get(properties, "any.anyOf.0"), "minimum"));
    assert_string_equal(get_text(properties, "style.anyOf.0.enum.2"), "ribbon");
    assert_string_equal(get_text(properties, "style.default"), "card");
    assert_string_equal(get_text(properties, "label.default"), "默认");
    assert_true(json_real_value(get(properties, "gap.default")) == 12.5);
    assert_string_equal(get_text(properties, "value_column.default"), "value");
    assert_true(json_is_true(get(properties, "old.deprecated")));
    assert_int_equal(json_integer_value(get(properties, "blocks.maxItems")), 2);
    assert_string_equal(get_text(properties, "marks.anyOf.0.items.required.0"), "at");
    assert_int_equal(json_integer_value(get(properties, "marks.anyOf.0.maxItems")), 3);
    json_decref(schema);
}

struct common {
    double padding;
    const char *type;
};

static const hai_option common_options[] = {
    HAI_STRING("type", struct common, type, .flags = HAI_REQUIRED),
    HAI_LENGTH("padding", struct common, padding, 0, 9, .help_zh = "内边距", .help_en = "Padding"),
};

static const hai_item common_shape = {.size = sizeof common_shape,
                                      .struct_size = sizeof(struct common),
                                      .options = common_options,
                                      .option_size = sizeof(hai_option),
                                      .option_count = HAI_COUNT(common_options)};

static void a_spec_has_all_visuals(void **state)
{
    (void)state;
    hai_visual first = make_visual("stamp"), second = make_visual("seal");
    const hai_visual *visuals[] = {&first, &second, NULL};
    const hai_item *const steps[] = {&stamp_shape, NULL};
    json_t *schema = schema_spec(visuals, &common_shape, &common_shape, steps);
    assert_string_equal(get_text(schema, "$defs.stamp.properties.blocks.items.$ref"),
                        "#/$defs/-block");
    assert_string_equal(get_text(schema, "properties.blocks.items.$ref"), "#/$defs/-block");
    assert_string_equal(get_text(schema, "$defs.-block.properties.type.enum.1"), "seal");
    assert_string_equal(get_text(schema, "$defs.-block.allOf.1.if.properties.type.const"), "seal");
    assert_string_equal(get_text(schema, "$defs.-block.allOf.1.then.$ref"), "#/$defs/seal");
    // "type" is required once, and fixed.
    assert_int_equal(json_array_size(get(schema, "$defs.seal.required")), 1);
    assert_string_equal(get_text(schema, "$defs.seal.properties.type.const"), "seal");
    assert_string_equal(get_text(schema, "$defs.seal.properties.padding.description"),
                        "内边距 / Padding");
    // A table made of another takes steps, each told by its first option.
    assert_string_equal(get_text(schema, "$defs.-step.oneOf.0.required.0"),
                        stamp_shape.options[0].name);
    (void)get(schema, "$defs.-step.allOf.0.then.$ref");
    assert_string_equal(
        get_text(schema,
                 "properties.data.additionalProperties.anyOf.3.properties.steps.items.$ref"),
        "#/$defs/-step");
    json_decref(schema);
}

static char *manual(const char *language)
{
    hai_visual visual = make_visual("stamp");
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    assert_non_null(out);
    manual_visual(out, &visual, &common_shape, language);
    assert_int_equal(fclose(out), 0);
    return text;
}

static void check_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL)
        fail_msg("no '%s' in\n%s", part, text);
}

static void manuals_line_up(void **state)
{
    (void)state;
    char *text = manual("en");
    check_has(text, "stamp - Stamp\nOne stamp\n\nOptions\n");
    check_has(text, "\n  bold            true or false          false     Bold\n");
    check_has(text, "\n  count           whole number 1…12      3         How many\n");
    check_has(text, "\n  label           string                 默认      Label\n");
    check_has(text, "\n  style           plain | card | ribbon  card      Look\n");
    check_has(text, "\n  value_column    column                 value\n");
    check_has(text, "\n  marks[].at      number 0…10            required  Where\n");
    check_has(text,
              "\n  old             number 0…1             0         (out of date) use 'value'\n");
    check_has(text, "\nOf every block\n");
    free(text);

    text = manual("zh");
    check_has(text, "stamp——印章\n一个印章\n\n选项\n");
    check_has(text, "\n  bold            是否");
    check_has(text, "\n  count           整数 1…12");
    check_has(text, "必填");
    free(text);
}

int test_schema(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_become_a_schema),
        cmocka_unit_test(a_spec_has_all_visuals),
        cmocka_unit_test(manuals_line_up),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
