/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* What keeps somebody from a widget. */
typedef enum
{
  DESK_FAULT_NAME,  /* it takes keys, and neither a listener is told what it is nor who looks */
  DESK_FAULT_KEYS,  /* it takes keys, and Tab does not lead to it */
  DESK_FAULT_WORDS, /* what it says is not Chinese */
  DESK_FAULT_SIZE,  /* there is no room for it */
  DESK_FAULT_SIGHT, /* it is too pale: text_contrast_find () */
  DESK_N_FAULTS,
} DeskFault;

/* Adds a line for each of the first three faults below @root, which is seen at @place. It needs
 * GTK_A11Y=test. */
void desk_fault_find (GtkWidget *root, const char *place, GString **faults);
/* Adds a line for each thing that has no room in a window of that size. */
void
desk_fault_find_size (GtkWidget *window, int width, int height, const char *place, GString *faults);
/* Adds a line for each text of Latin letters below @root that is seen and cut. */
void desk_fault_find_cut (GtkWidget *root, const char *place, GString *faults);

G_END_DECLS
