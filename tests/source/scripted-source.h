/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-source.h"

G_BEGIN_DECLS

/* A source whose answers are given by the test, in any order and whether or not anybody still waits
 * for them. */
#define SCRIPTED_TYPE_SOURCE (scripted_source_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedSource, scripted_source, SCRIPTED, SOURCE, GObject)

struct _ScriptedSource
{
  GObject parent_instance;

  GPtrArray *paths; /* (element-type utf8) owned */
  GPtrArray *tasks; /* (element-type GTask) owned, beside @paths; NULL: answered */
};

G_END_DECLS
