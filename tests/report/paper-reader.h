/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Other programs read what was written. */

/* Skips the test when it is not installed. */
gboolean paper_reader_lacks (const char *name);
/* What the program says, which must succeed; arguments end with NULL; owned by the caller. */
char *paper_reader_run (const char *first, ...) G_GNUC_NULL_TERMINATED;
/* The text of one page, from 1, in the order in which it was written; without blanks and line ends.
 */
char *paper_reader_get_page (const char *path, guint page);
/* No word of the file lies over another. Returns how many there are. */
guint paper_reader_check_overlap (const char *path);
void  paper_reader_remove_blanks (char *text);
/* Nothing but these files is in the folder; NULL ends them. */
void paper_reader_check_folder (const char *folder, ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
