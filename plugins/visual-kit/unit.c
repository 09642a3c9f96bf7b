// SPDX-License-Identifier: MIT
#include "visual-kit/unit.h"

#include <string.h>

static const char *skip(const char *text, const char *start)
{
    size_t length = strlen(start);
    return strncmp(text, start, length) == 0 ? text + length : NULL;
}

const char *kit_unit(const hai_block *block, const char *scale, const char *unit)
{
    if (unit == NULL)
        return scale;
    // 万亿 has no word above it, and 亿 of 亿 none that is read.
    const char *rest = strcmp(scale, "万") == 0 ? skip(unit, "万") : NULL;
    if (rest != NULL && strncmp(rest, "亿", strlen("亿")) != 0)
        return hai_block_printf(block, "亿%s", rest);
    rest = strcmp(scale, "亿") == 0 ? skip(unit, "万") : NULL;
    if (rest != NULL && strncmp(rest, "亿", strlen("亿")) != 0)
        return hai_block_printf(block, "万亿%s", rest);
    return hai_block_printf(block, "%s%s", scale, unit);
}

const char *kit_unit_of(const hai_block *block, const hai_number_format *format, const char *unit)
{
    const char *scale = format->style != HAI_NUMBER_PLAIN ? ""
                        : format->scale == 4              ? "万"
                        : format->scale == 8              ? "亿"
                        : format->scale == 12             ? "万亿"
                                                          : "";
    return kit_unit(block, scale, unit != NULL ? unit : "");
}
