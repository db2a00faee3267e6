/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-simulation.h"
#include "zhihui-store.h"

G_BEGIN_DECLS

/* A folder of its own for a test's databases, and questions to them by plain SQL. */
typedef struct
{
  char *folder; /* owned */
} DatabaseFixture;

void   database_fixture_set_up (DatabaseFixture *self, gconstpointer data);
void   database_fixture_tear_down (DatabaseFixture *self, gconstpointer data);
char  *database_fixture_path (DatabaseFixture *self, const char *name);
gint64 database_ask (const char *path, const char *sql);
double database_ask_double (const char *path, const char *sql);
char  *database_digest (const char *path, const char *sql);
gint64 instant (const char *rfc3339);
void   database_simulate (const char *path, guint64 seed, const char *first_day, const char *until);

G_END_DECLS
