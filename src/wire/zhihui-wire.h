/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "zhihui-case-place.h"
#include "zhihui-desk-case.h"
#include "zhihui-outline.h"
#include "zhihui-portrait.h"
#include "zhihui-situation.h"

G_BEGIN_DECLS

/* JSON ⇄ model. Encoders return UTF-8 JSON text (transfer full). Decoders pass every body through
 * the guard (size, depth, one root, types) and return a new reference or NULL with
 * ZHIHUI_ERROR_MALFORMED or ZHIHUI_ERROR_TOO_LARGE. The shapes are written in docs/wire.md. */

#define ZHIHUI_WIRE_MAX_BYTES (16 * 1024 * 1024)
#define ZHIHUI_WIRE_MAX_DEPTH 64
#define ZHIHUI_WIRE_MAX_TOKENS 4000000
#define ZHIHUI_WIRE_MAX_FILE_BYTES (256 * 1024 * 1024)
#define ZHIHUI_WIRE_MAX_FILE_TOKENS 64000000
#define ZHIHUI_WIRE_MAX_PEERS 64 /* of /meta */

/* Lets pass what RFC 8259 allows and what can be kept as it was meant. One pass, no recursion. */
gboolean zhihui_wire_guard_check (const char *text, gsize length, GError **error);
gboolean zhihui_wire_guard_check_file (const char *text, gsize length, GError **error);

char *zhihui_wire_encode_meta (ZhihuiMeta *meta);
char *zhihui_wire_encode_summary (ZhihuiSummary *summary, ZhihuiZone *zone);
char *zhihui_wire_encode_ranking (ZhihuiRanking *ranking, ZhihuiZone *zone, const char *next);
char *zhihui_wire_encode_channels (ZhihuiChannels *channels, ZhihuiZone *zone);
char *zhihui_wire_encode_hot_words (ZhihuiHotWords *words, ZhihuiZone *zone);
char *zhihui_wire_encode_regions (ZhihuiRegions *regions, ZhihuiZone *zone);
char *zhihui_wire_encode_map_figures (ZhihuiMapFigures *figures, ZhihuiZone *zone);
char *zhihui_wire_encode_meetings (ZhihuiMeetings *meetings, ZhihuiZone *zone);
char *zhihui_wire_encode_alerts (ZhihuiAlerts *alerts, ZhihuiZone *zone);
char *zhihui_wire_encode_units (ZhihuiUnits *units, ZhihuiZone *zone, const char *next);
char *zhihui_wire_encode_trend (ZhihuiTrend *trend, ZhihuiZone *zone);
char *zhihui_wire_encode_portrait (ZhihuiPortrait *portrait, ZhihuiZone *zone);
char *zhihui_wire_encode_layers (ZhihuiLayers *layers, ZhihuiZone *zone);
char *zhihui_wire_encode_indicators (ZhihuiIndicators *indicators, ZhihuiZone *zone);
char *zhihui_wire_encode_systems (ZhihuiSystems *systems, ZhihuiZone *zone);
char *zhihui_wire_encode_guide (ZhihuiGuide *guide, ZhihuiZone *zone);
char *zhihui_wire_encode_staff (ZhihuiStaff *staff, ZhihuiZone *zone);
char *zhihui_wire_encode_services (ZhihuiServices *services, ZhihuiZone *zone);
char *zhihui_wire_encode_problem (
  int status, const char *title, const char *code, const char *detail, const char *instance);

/* A weak entity tag of an answer, the same as long as its figures are the same. */
char *zhihui_wire_make_etag (const char *body);
/* For main(), first of all: without it, tags cannot be made while the process ends. */
void zhihui_wire_keep_digests (void);

ZhihuiMeta         *zhihui_wire_decode_meta (GBytes *body, GError **error);
ZhihuiSummary      *zhihui_wire_decode_summary (GBytes *body, GError **error);
ZhihuiRanking      *zhihui_wire_decode_ranking (GBytes  *body,
                                                char   **next,
                                                GError **error); /* @next: nullable out, transfer full */
ZhihuiChannels     *zhihui_wire_decode_channels (GBytes *body, GError **error);
ZhihuiHotWords     *zhihui_wire_decode_hot_words (GBytes *body, GError **error);
ZhihuiRegions      *zhihui_wire_decode_regions (GBytes *body, GError **error);
ZhihuiMapFigures   *zhihui_wire_decode_map_figures (GBytes *body, GError **error);
GArray             *zhihui_wire_decode_case_places (GBytes *body, GError **error);
ZhihuiMeetings     *zhihui_wire_decode_meetings (GBytes *body, GError **error);
ZhihuiAlerts       *zhihui_wire_decode_alerts (GBytes *body, GError **error);
ZhihuiUnits        *zhihui_wire_decode_units (GBytes *body, char **next, GError **error);
ZhihuiTrend        *zhihui_wire_decode_trend (GBytes *body, GError **error);
ZhihuiPortrait     *zhihui_wire_decode_portrait (GBytes *body, GError **error);
ZhihuiLayers       *zhihui_wire_decode_layers (GBytes *body, GError **error);
ZhihuiIndicators   *zhihui_wire_decode_indicators (GBytes *body, GError **error);
ZhihuiSystems      *zhihui_wire_decode_systems (GBytes *body, GError **error);
ZhihuiGuide        *zhihui_wire_decode_guide (GBytes *body, GError **error);
ZhihuiStaff        *zhihui_wire_decode_staff (GBytes *body, GError **error);
ZhihuiServices     *zhihui_wire_decode_services (GBytes *body, GError **error);
ZhihuiDeskCases    *zhihui_wire_decode_cases (GBytes *body, GError **error);
ZhihuiDeskRequests *zhihui_wire_decode_requests (GBytes *body, GError **error);
GArray             *zhihui_wire_decode_layer_places (GBytes *body, GError **error);
GPtrArray *zhihui_wire_decode_changed (GBytes *body, GError **error); /* (element-type utf8) */

/* What an answer of application/problem+json says. */
typedef struct
{
  int   status;
  char *title, *code, *detail, *instance; /* owned, never NULL; code as in docs/wire.md or "" */
} ZhihuiProblem;

ZhihuiProblem *zhihui_wire_decode_problem (GBytes *body, GError **error);
void           zhihui_problem_free (ZhihuiProblem *self);

/* Region outlines: GeoJSON (RFC 7946) or TopoJSON, keyed by property "code" or "adcode" or by
 * name. */
GPtrArray *zhihui_wire_decode_outlines (GBytes  *geojson,
                                        GError **error); /* (element-type ZhihuiOutline) */

/* Which properties of a file say what a region is; NULL or "": the usual ones. */
typedef struct
{
  const char *code, *name;
} ZhihuiOutlineFields;

/* What a file of outlines holds. */
typedef struct
{
  GPtrArray *outlines; /* (element-type ZhihuiOutline), owned: at least one, each with a ring */
  GPtrArray *bare;     /* (element-type utf8), owned: codes, else names of features without area */
  char      *crs;      /* owned, nullable: how the file names its coordinates */
} ZhihuiOutlineFile;

ZhihuiOutlineFile *zhihui_wire_decode_outline_file (GBytes                    *content,
                                                    const ZhihuiOutlineFields *fields,
                                                    GError                   **error);
void               zhihui_outline_file_free (ZhihuiOutlineFile *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiOutlineFile, zhihui_outline_file_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (ZhihuiProblem, zhihui_problem_free)

G_END_DECLS
