/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* How long a window takes to paint. */
typedef struct _FrameTimes FrameTimes;

FrameTimes *frame_times_new (GtkWidget *window); /* that is presented, and outlives it */
void        frame_times_free (FrameTimes *self);
/* Until it is painted anew; returns when, monotonic microseconds. */
gint64 frame_times_wait (FrameTimes *self);
/* Three hundred steps of the wheel, one a frame, down and up again; prints a member @name. */
void frame_times_print_scroll (FrameTimes *self, const char *name, GtkWidget *scroller);
/* Of @values (element-type double), which are sorted: 0.5 the median, 1 the worst. */
double frame_times_pick (GArray *values, double share);
/* What this process has for itself. */
double frame_times_get_pss_mb (void);

G_END_DECLS
