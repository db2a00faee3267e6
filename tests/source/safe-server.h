/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "fake-platform.h"

G_BEGIN_DECLS

/* A platform that can speak TLS, and writes down what it is told. Main thread only. */
typedef struct _SafeServer SafeServer;

/* Answers instead of it, or returns FALSE. */
typedef gboolean (*SafeAnswer) (SafeServer *self, SoupServerMessage *message, gpointer user_data);

/* @name: of NAME.pem and NAME.key in @folder, NULL: no TLS; @client_authority: a client must show a
 * certificate of it, NULL: none is asked for. */
SafeServer *safe_server_new (const char *folder, const char *name, const char *client_authority);
void        safe_server_free (SafeServer *self);
/* Asks for a certificate, and takes any, or none. */
void  safe_server_let_in_all (SafeServer *self);
guint safe_server_get_port (SafeServer *self);
void  safe_server_set_answer (SafeServer *self, SafeAnswer answer, gpointer user_data);
/* (element-type utf8): the heads of all requests, "GET /path?query\nName: value\n…". */
GPtrArray *safe_server_get_heads (SafeServer *self);

/* What `zhihui check` came to while the server ran. All owned. */
typedef struct
{
  int   status; /* as of waitpid() */
  char *said;   /* stdout and stderr */
} CheckRun;

void check_run_clear (CheckRun *self);
/* `zhihui check` with the options of @line, NULL-terminated; @environment: name, value, …,
 * nullable. */
GSubprocess *
check_run_begin (const char *const *line, const char *const *environment, CheckRun *run);
/* Runs the main loop until it has ended. */
void check_run_end (GSubprocess *process, CheckRun *run);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SafeServer, safe_server_free)
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CheckRun, check_run_clear)

G_END_DECLS
