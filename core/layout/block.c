// SPDX-License-Identifier: MIT
//
// What a visual can ask of its block: memory, theme, paragraphs, numbers, and to be heard.
#include "layout/block.h"

#include <haibao/number.h>
#include <stdarg.h>

#include "data/number.h"
#include "spec/locate.h"

struct place block_place(const hai_block *block, const char *option)
{
    const char *pointer = block->pointer;
    if (option != NULL)
        pointer = arena_printf(block->poster->arena, "%s/%s", pointer, option);
    return locate_value(block->source, pointer);
}

const hai_theme *hai_block_theme(const hai_block *block)
{
    return block->poster->theme;
}

void *hai_block_alloc(const hai_block *block, size_t size)
{
    return arena_alloc(block->poster->arena, size);
}

const char *hai_block_printf(const hai_block *block, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = arena_vprintf(block->poster->arena, format, arguments);
    va_end(arguments);
    return text;
}

void hai_block_error(const hai_block *block, const char *option, const char *code, const char *hint,
                     const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(block->poster->report, SEVERITY_ERROR, code, block_place(block, option), hint,
                format, arguments);
    va_end(arguments);
}

void hai_block_warn(const hai_block *block, const char *option, const char *code, const char *hint,
                    const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    report_vadd(block->poster->report, SEVERITY_WARNING, code, block_place(block, option), hint,
                format, arguments);
    va_end(arguments);
}

const hai_icon *hai_block_icon(const hai_block *block, const char *option, const char *name)
{
    struct poster *poster = block->poster;
    const hai_icon *icon = NULL;
    json_t *value = json_string(name);
    const char *pointer = arena_printf(poster->arena, "%s/%s", block->pointer, option);
    bool ok = poster->host.icon(poster, value, pointer, &icon);
    json_decref(value);
    return ok ? icon : NULL;
}

const hai_image *hai_block_image(const hai_block *block, const char *option, const char *name)
{
    struct poster *poster = block->poster;
    const hai_image *image = NULL;
    json_t *value = json_string(name);
    const char *pointer = arena_printf(poster->arena, "%s/%s", block->pointer, option);
    bool ok = poster->host.image(poster, value, pointer, &image);
    json_decref(value);
    return ok ? image : NULL;
}

const hai_paragraph *hai_paragraph_new(const hai_block *block, const char *text,
                                       const hai_text_style *style, double width)
{
    struct poster *poster = block->poster;
    const hai_paragraph *paragraph = typesetter_set(poster->typesetter, text, style, width);
    if (paragraph->missing > 0)
        hai_block_warn(block, NULL, "text.missing", "replace it, or take another font role",
                       "no font has %d of the characters in '%s'", paragraph->missing,
                       paragraph->text);
    if (paragraph->truncated)
        hai_block_warn(block, NULL, "text.truncated", "shorten it, or give it more room",
                       "the text was cut after %d lines: '%s'", paragraph->line_count,
                       paragraph->text);
    return paragraph;
}

double hai_text_fit(const hai_block *block, const char *text, const hai_text_style *style,
                    double width, double height, int32_t lines, double smallest)
{
    return typesetter_fit(block->poster->typesetter, text, style, width, height, lines, smallest);
}

const char *hai_number_text(const hai_block *block, double value, const hai_number_format *format)
{
    return number_text(block->poster->arena, value, format);
}

const char *hai_number_figure(const hai_block *block, double value, const hai_number_format *format)
{
    return number_figure(block->poster->arena, value, format);
}

const char *hai_number_unit(const hai_block *block, double value, const hai_number_format *format)
{
    return number_unit(block->poster->arena, value, format);
}
