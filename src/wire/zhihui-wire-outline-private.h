/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-wire-reader.h"
#include "zhihui-wire.h"

G_BEGIN_DECLS

/* A file of outlines while it is read. */
typedef struct
{
  const ZhihuiOutlineFields *fields;             /* borrowed, nullable */
  ZhihuiOutlineFile         *file;               /* borrowed */
  gboolean                   has_code, has_name; /* some feature had one */
} ZhihuiOutlineReading;

/* The members of a TopoJSON document, where they stand; NULL absent. */
typedef struct
{
  const char *transform;
  const char *objects;
  const char *arcs;
} ZhihuiTopologyPlaces;

gboolean zhihui_outline_reading_name (ZhihuiOutlineReading *self,
                                      ZhihuiWireReader     *reader,
                                      const char           *properties,
                                      const char           *id,
                                      ZhihuiOutline        *outline);
void     zhihui_outline_reading_keep (ZhihuiOutlineReading *self, ZhihuiOutline *outline);
gboolean zhihui_outline_reading_judge (const ZhihuiOutlineReading *self, GError **error);

gboolean zhihui_wire_fail_area (ZhihuiWireReader *reader,
                                const char       *type,
                                const char       *missing,
                                const char       *language);
gboolean zhihui_wire_is_without_area (const char *type);
void     zhihui_wire_keep_ring (GPtrArray *rings, GArray *ring);
gboolean zhihui_wire_read_topology (ZhihuiWireReader           *reader,
                                    const ZhihuiTopologyPlaces *places,
                                    ZhihuiOutlineReading       *reading);

G_END_DECLS
