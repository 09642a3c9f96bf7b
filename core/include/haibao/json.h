// SPDX-License-Identifier: MIT
//
// What an option of kind JSON holds: a value of a JSON file, or of the spec itself, to walk
// through. It is borrowed, and lives as long as the poster. NULL reads as null everywhere, so that
// a walk down a path needs no checks on its way:
//
//     hai_json_text(hai_json_member(hai_json_member(feature, "properties"), "name"))
//
// The core has bounded the file (4 MiB, 64 levels, 100000 values, 256 members of an object).
#ifndef HAIBAO_JSON_H
#define HAIBAO_JSON_H

#include <haibao/abi.h>
#include <haibao/option.h>

#define HAI_JSON_NULL UINT32_C(0)
#define HAI_JSON_BOOL UINT32_C(1)
#define HAI_JSON_NUMBER UINT32_C(2)
#define HAI_JSON_TEXT UINT32_C(3)
#define HAI_JSON_ARRAY UINT32_C(4)
#define HAI_JSON_OBJECT UINT32_C(5)

HAI_API uint32_t hai_json_kind(const hai_json *json);

// Items of an array, members of an object; 0 for all else.
HAI_API uint32_t hai_json_count(const hai_json *json);

// The item or member at a place, and a member's name; NULL beyond the end.
HAI_API const hai_json *hai_json_at(const hai_json *json, uint32_t index);
HAI_API const char *hai_json_name(const hai_json *json, uint32_t index);

// The member of a name; NULL where there is none.
HAI_API const hai_json *hai_json_member(const hai_json *json, const char *name);

// A number; true and false as 1 and 0; else NAN.
HAI_API double hai_json_number(const hai_json *json);

// A text, fit to be set; "" for all else.
HAI_API const char *hai_json_text(const hai_json *json);

#endif
