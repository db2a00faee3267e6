/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Figures as a Chinese paper must write them, by other means than the program's, and the search for
 * them in what was read from a file. What is returned is owned by the caller; figures have no
 * blanks. */

char *written_count (gint64 n);               /* "12,345" */
char *written_rate (gint64 k, gint64 n);      /* "12.34%", "—" of none */
char *written_rate_cell (gint64 k, gint64 n); /* "12.34%123/1,000" */
char *written_points (double difference);     /* "+0.85", "−0.12", "0.00" */
char *written_change (double relative);       /* "+3.2%", "−11%", "—" of NAN */
char *written_time (gint64 at);               /* "2026年7月29日14:05:12", Shanghai */
char *written_age (gint64 seconds);           /* "3天2小时" */
void  written_wilson (double k, double n, double *low, double *high);
void  written_newcombe (double k1, double n1, double k2, double n2, double *least, double *most);
char *written_difference (double k1, double n1, double k2, double n2, int *sign);

/* The text of a file in the order in which it was written, a blank between words and lines. */
char *written_read (const char *path);
/* Returns: where @row ends in @text, which must hold it as words of its own, blanks aside. */
const char *written_find (const char *text, const char *row);
/* @text must hold @words, blanks aside, whatever stands around them. */
void written_find_words (const char *text, const char *words);
/* How often @row stands in @text. */
guint written_times (const char *text, const char *row);

G_END_DECLS
