# Open311 GeoReport v2. Copy this file, and change base, title, region and time_zone.
# Answers may be JSON or XML, wrapped or bare; numbers and texts stand for each other.

[source]
title=Open311
base=https://311.example.org/open311/v2
region=00
time_zone=UTC
language=en
peer=agency
peer_label=Agency

[auth]
kind=none
# kind=query
# name=api_key

[resource cases]
# Several jurisdictions at one address: requests.json?jurisdiction_id=city.gov
path=requests.json
rows=$.service_requests.request; $.service_requests[*].request; $.service_requests; $
id=service_request_id
unit=agency_responsible; service_name; service_code
opened=requested_datetime
due=expected_datetime
closed=updated_datetime
status=status
topic=service_name
region=zipcode
lon=long
lat=lat
every=5m

[values status]
open=open
closed=closed

# Without dates the last 90 days are told, and never more than 1,000 requests at once.
[paging cases]
from_parameter=start_date
to_parameter=end_date
window=90d
window_rows=1000
history=400d
