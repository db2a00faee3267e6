/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-platform.h"
#include "zhihui-desk-window.h"

G_BEGIN_DECLS

/* A desk before a platform that tells two alerts and takes what it is told. */
typedef struct
{
  FakePlatform *platform;
  ZhihuiSource *source;
  GtkWidget    *window;
  const char   *scope;    /* that /meta tells */
  const char   *level;    /* of the first alert */
  gboolean      is_taken; /* it has the note */
  gboolean      is_gone;  /* the first alert is not told any more */
  gboolean      is_full;  /* as many are open as are told at once */
  guint         status;
  GString      *told; /* "path if-match body\n" of every POST that arrived */
} ActingDesk;

void        acting_desk_set_up (ActingDesk *self, gconstpointer scope);
void        acting_desk_tear_down (ActingDesk *self, gconstpointer scope);
ZhihuiDesk *acting_desk_get_desk (ActingDesk *self);
gboolean    acting_desk_shows_text (GtkWidget *widget, const char *text);
void        acting_desk_await_text (GtkWidget *widget, const char *text);
void        acting_desk_type_into (GtkWidget *root, const char *row, const char *text);

AdwMessageDialog *acting_desk_find_dialog (void);

G_END_DECLS
