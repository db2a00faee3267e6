/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-kept-form.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* A file of a folder of histories. */
typedef struct
{
  char         *path;   /* owned */
  char         *source; /* owned: the key of what was read, "" not known */
  char         *name;   /* owned: what people call it */
  ZhihuiKeepFor keep_for;
  gint64        newest; /* last moment, ZHIHUI_NO_INSTANT none */
} ZhihuiHistoryFile;

void zhihui_history_file_free (ZhihuiHistoryFile *self);

char *zhihui_history_folder_get_default (void);
char *
zhihui_history_folder_make_path (const char *folder, ZhihuiKeepFor keep_for, const char *identity);
int   zhihui_history_folder_lock (const char *path, gboolean *is_taken, GError **error);
char *zhihui_history_folder_set_aside (const char *path, GError **error);

GPtrArray *zhihui_history_folder_list (const char *folder); /* (element-type ZhihuiHistoryFile) */
GPtrArray *zhihui_history_folder_list_aside (const char *path); /* (element-type filename) */
char      *zhihui_history_folder_find (const char   *folder,
                                       const char   *source,
                                       ZhihuiKeepFor keep_for,
                                       GError      **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiHistoryFile, zhihui_history_file_free)

G_END_DECLS
