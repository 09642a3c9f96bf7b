// SPDX-License-Identifier: MIT
#include "plugin/hard_options.h"

#include <glib.h>
#include <math.h>

static json_t *hard_number(const hai_option *option, double value, enum hard_options hard)
{
    switch (hard) {
    case OPTIONS_ZERO:
        value = 0;
        break;
    case OPTIONS_NEGATIVE:
        value = -fabs(value);
        break;
    case OPTIONS_TINY:
        value = 1.23e-9;
        break;
    case OPTIONS_HUGE:
        value = 9.87e14;
        break;
    default:
        return NULL;
    }
    return json_real(CLAMP(value, option->min, option->max));
}

static json_t *hard_value(const hai_option *option, json_t *value, enum hard_options hard)
{
    if (option->kind == HAI_KIND_NUMBER && json_is_number(value))
        return hard_number(option, json_number_value(value), hard);
    if (option->kind == HAI_KIND_TEXT && json_is_string(value) && hard == OPTIONS_LONG)
        return json_string(
            "郑州市惠济区黄河滩区居民迁建安置社区综合服务中心及配套公共设施建设项目一期工程");
    return NULL;
}

bool hard_options_apply(const hai_option *options, uint32_t count, json_t *block,
                        enum hard_options hard)
{
    bool is_changed = false;
    for (uint32_t i = 0; i < count; i++) {
        const hai_option *option = &options[i];
        json_t *value = json_object_get(block, option->name), *item;
        json_t *made = hard_value(option, value, hard);
        size_t index;
        if (made)
            is_changed = json_object_set_new(block, option->name, made) == 0;
        if (option->kind != HAI_KIND_LIST)
            continue;
        json_array_foreach(value, index, item) is_changed =
            hard_options_apply(option->item->options, option->item->option_count, item, hard) ||
            is_changed;
    }
    return is_changed;
}
