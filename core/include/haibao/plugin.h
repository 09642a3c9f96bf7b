// SPDX-License-Identifier: MIT
//
// The one symbol of a plugin: a constant record. Nothing of a plugin runs while plugins are found.
//
//     static const hai_visual stamp = {.size = sizeof stamp, .type = "stamp", ...};
//
//     HAI_PLUGIN = {
//         HAI_PLUGIN_HEAD,
//         .name = "stamp", .version = "1.0.0", .licence = "MIT",
//         .summary = "One figure with unit, label and note",
//         .features = {{"visual", &stamp}},
//     };
#ifndef HAIBAO_PLUGIN_H
#define HAIBAO_PLUGIN_H

#include <haibao/abi.h>
#include <haibao/visual.h>

#define HAI_FEATURES_MAX 16

// What a plugin brings. kind "visual": record is a hai_visual. Unknown kinds are passed over.
typedef struct hai_feature {
    const char *kind;
    const void *record;
} hai_feature;

// magic to size stand first for ever, so that any host can read any plugin's numbers.
typedef struct hai_plugin {
    uint32_t magic;
    uint16_t abi_major, abi_minor; // that the plugin was built against
    uint32_t size;                 // of this record
    uint32_t reserved;
    const char *name;                       // of the plugin, as the file is called
    const char *version;                    // of the plugin, "1.2.3"
    const char *summary;                    // one line, English
    const char *licence;                    // SPDX
    hai_feature features[HAI_FEATURES_MAX]; // up to the first without kind
} hai_plugin;

#define HAI_PLUGIN HAI_EXPORT const hai_plugin haibao_plugin
#define HAI_PLUGIN_HEAD                                                                            \
    .magic = HAI_MAGIC, .abi_major = HAI_ABI_MAJOR, .abi_minor = HAI_ABI_MINOR,                    \
    .size = (uint32_t)sizeof(hai_plugin)

extern HAI_API const hai_plugin haibao_plugin;

#endif
