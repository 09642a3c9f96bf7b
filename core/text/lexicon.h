// SPDX-License-Identifier: MIT
//
// The dictionary that titles are broken by: which strings of Chinese characters are words.
//
// It is one file, made at build time by lexicon/lexicon-pack.c, and read through a map of it, so
// that a poster pays for the few pages that its titles touch. Its parts, in the machine's byte
// order, one after the other:
//
//     struct lexicon_header
//     struct lexicon_entry[LEXICON_HEADS + 1]   of each character from LEXICON_FIRST on; the last
//                                               one only ends the group before it
//     uint16_t[unit_count]                      groups
//
// A group holds the words that begin with one character, without it: a mask of their lengths (bit
// i: i + 2 characters), the number of words of each such length, then these words themselves, by
// length and then in order. A unit of a word is a character from LEXICON_BASE on; the last one of
// a word from haibao's own list has LEXICON_OWN added. A character without words has no units.
//
// Traditional characters are looked up as the simplified ones that their entry names; the words in
// the file went the same way.
#ifndef HAIBAO_TEXT_LEXICON_H
#define HAIBAO_TEXT_LEXICON_H

#include <stdbool.h>
#include <stdint.h>

#define LEXICON_MAGIC "HAIWORDS"
#define LEXICON_FILE "words.dat"

enum {
    LEXICON_VERSION = 1,
    LEXICON_FIRST = 0x4E00, // of the characters that a word may begin with
    LEXICON_HEADS = 0x5200,
    LEXICON_BASE = 0x3400, // of the units
    LEXICON_OWN = 0x8000,
    LEXICON_NONE = 0x7FFF, // no unit: what is no Chinese character
    LEXICON_SHORTEST = 2,
    LEXICON_LONGEST = 8,
    LEXICON_MOST_UNITS = 1 << 22,
};

struct lexicon_header {
    char magic[8];
    uint32_t version;
    uint32_t unit_count;
};

struct lexicon_entry {
    uint32_t start;      // of its group, in units
    uint16_t simplified; // unit of the character that it is looked up as
    uint8_t frequency;   // of the character as a word of its own: 8 times the binary logarithm
    uint8_t unused;
};

struct lexicon;

// Map a dictionary. NULL, with a phrase in *problem that says why, where that fails. What is
// damaged beyond the header only spoils words: every offset is checked as it is used.
struct lexicon *lexicon_open(const char *path, const char **problem);
void lexicon_close(struct lexicon *lexicon); // accepts NULL

// The unit that a character is looked up by, and how often it stands alone.
struct lexicon_letter {
    uint16_t unit;
    uint8_t frequency;
};
struct lexicon_letter lexicon_find_letter(const struct lexicon *lexicon, uint32_t character);

// The words that begin with units[0], as masks of their lengths: bit i for i characters.
struct lexicon_match {
    uint16_t lengths;
    uint16_t own; // those from haibao's own list
};
struct lexicon_match lexicon_match(const struct lexicon *lexicon, const uint16_t *units, int count,
                                   unsigned *steps);

#endif
