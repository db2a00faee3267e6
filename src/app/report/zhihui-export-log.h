/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-report.h"
#include "zhihui-source.h"

G_BEGIN_DECLS

/* What is about to leave the system as a file. Borrowed for the call. */
typedef struct
{
  const char *kind;    /* "pdf", "csv" */
  const char *title;   /* what it shows */
  const char *path;    /* where the file is that is not handed over yet; NULL: it is @content */
  GBytes     *content; /* nullable */
  const char *digest;  /* of what is no file: SHA-256, hexadecimal; NULL: it is that of @content */
  const char *by;      /* name of the person, "" not known: the account of this computer */
  gint64      n_rows;
} ZhihuiLeaving;

void     zhihui_export_log_async (ZhihuiSource        *source,
                                  const ZhihuiLeaving *leaving,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data);
gboolean zhihui_export_log_finish (GAsyncResult *result, char **note, GError **error);

G_END_DECLS
