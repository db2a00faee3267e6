/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wall-verbs.h"

G_BEGIN_DECLS

/* What is said of it on the command line. All owned or NULL. */
typedef struct
{
  char *listen; /* "ADDRESS:PORT"; NULL: nobody is listened to */
  char *certificate, *key, *token_file;
} ZhihuiRemoteSettings;

/* Answers who knows the token, over TLS: the verbs of a wall for the supervisor's desk. */
typedef struct _ZhihuiWallRemote ZhihuiWallRemote;

#define ZHIHUI_REMOTE_PORT 8461
#define ZHIHUI_REMOTE_BASE "/v1/"
/* How an answer is told to our own program. */
#define ZHIHUI_REMOTE_VARIANT "application/x-gvariant"

/* Four of them; needs zhihui-source-options.h. */
#define ZHIHUI_REMOTE_OPTIONS(settings)                                                            \
  ZHIHUI_OPTION ("remote-listen",                                                                  \
                 0,                                                                                \
                 STRING,                                                                           \
                 &(settings)->listen,                                                              \
                 N_ ("Can be steered over the network from there (default: not)"),                 \
                 N_ ("ADDRESS:PORT")),                                                             \
    ZHIHUI_OPTION ("remote-cert",                                                                  \
                   0,                                                                              \
                   FILENAME,                                                                       \
                   &(settings)->certificate,                                                       \
                   N_ ("Certificate that is shown there (PEM)"),                                   \
                   N_ ("FILE")),                                                                   \
    ZHIHUI_OPTION (                                                                                \
      "remote-key", 0, FILENAME, &(settings)->key, N_ ("Its private key (PEM)"), N_ ("FILE")),     \
    ZHIHUI_OPTION ("remote-token-file",                                                            \
                   0,                                                                              \
                   FILENAME,                                                                       \
                   &(settings)->token_file,                                                        \
                   N_ ("File with the token that must be known there"),                            \
                   N_ ("FILE"))

void              zhihui_remote_settings_clear (ZhihuiRemoteSettings *self);
ZhihuiWallRemote *zhihui_wall_remote_new (ZhihuiWallVerbs            *verbs,
                                          const ZhihuiRemoteSettings *settings,
                                          GError                    **error);
void              zhihui_wall_remote_free (ZhihuiWallRemote *self);
guint             zhihui_wall_remote_get_port (ZhihuiWallRemote *self);
GVariant         *zhihui_wall_remote_read_form (GDBusInterfaceInfo *interface,
                                                const char         *method,
                                                GHashTable         *form,
                                                GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiWallRemote, zhihui_wall_remote_free)

G_END_DECLS
