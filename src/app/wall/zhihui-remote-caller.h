/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A wall on another machine. Strings are borrowed. */
typedef struct
{
  const char *host;       /* "HOST" or "HOST:PORT" */
  const char *token_file; /* of the wall */
  const char *ca_file;    /* nullable: the system's authorities */
} ZhihuiRemotePlace;

GVariant *zhihui_remote_caller_call (const ZhihuiRemotePlace *place,
                                     const char              *method,
                                     GVariant                *parameters,
                                     GError                 **error);

G_END_DECLS
