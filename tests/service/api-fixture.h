/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libsoup/soup.h>

#include "zhihui-server.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* The real server over a small database in this process, and a client for it. */
typedef struct
{
  ZhihuiStore    *store;
  ZhihuiPlatform *platform;
  ZhihuiServer   *server;
  SoupSession    *session; /* decodes nothing */
  char           *url;
  char           *wall, *desk; /* tokens */
} Api;

typedef struct
{
  guint               status;
  SoupMessageHeaders *headers;
  GBytes             *body;
} Reply;

#define API_AS_OF "2020-08-01T09:00:00+08:00"

/* @fill writes the rows of the database; it has the settings of a deployment then, at API_AS_OF. */
Api   *api_new (void (*fill) (ZhihuiStore *store), guint rate_limit);
Api   *api_open (ZhihuiStore *store, guint rate_limit);
void   api_free (Api *api);
void   api_run (ZhihuiStore *store, const char *sql);
gint64 api_as_of (void);
/* The one number that a question gives. */
gint64 api_ask (Api *api, const char *sql);
/* A token for a day; @region may be NULL: the whole. */
char *api_make_token (Api *api, const char *scope, const char *region);

Reply *api_get (Api *api, const char *token, const char *path);
/* The answer to @path, which is a right one; owned by the caller. */
ZhihuiMeetings *api_get_meetings (Api *api, const char *token, const char *path);
/* @headers: name, value, …, NULL. @content may be NULL. */
Reply      *api_send (Api               *api,
                      const char        *method,
                      const char        *token,
                      const char        *path,
                      const char        *content,
                      const char *const *headers);
void        reply_free (Reply *reply);
const char *reply_get (const Reply *reply, const char *header);
char       *reply_dup_text (const Reply *reply);
/* Asserts the status, the media type of problems and the code. */
void reply_assert_problem (const Reply *reply, guint status, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Api, api_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Reply, reply_free)

/* 3,000 assignments of 40 units with everything that the rules tell apart, from a fixed seed. */
void api_fill_with_many (ZhihuiStore *store);
/* Two towns, two units, seven cases: few enough to count by hand. */
void api_fill_with_few (ZhihuiStore *store);

G_END_DECLS
