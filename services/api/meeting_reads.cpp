// Reads of meetings.
#include "engine/base/names.hpp"
#include "engine/base/sha256.hpp"
#include "services/api/meeting_commands.hpp"
#include "services/api/paging.hpp"
#include "services/api/reads.hpp"

namespace ladder::api {

namespace {

// The content of a pack as it was frozen, if it is what its digest says.
base::Result<v1::PackContent> read_pack(const View& app, const v1::Meeting& meeting) {
    const auto frozen = app.streams.last_event(meeting.name(), "pack_frozen");
    if (!frozen) {
        return frozen.error();
    }
    v1::PackContent content;
    if (!*frozen) {
        return content;
    }
    const auto& pack = (*frozen)->event.pack_frozen().pack();
    if (base::sha256(pack.content()) != meeting.pack().digest() ||
        !content.ParseFromString(pack.content())) {
        return base::Error{
            base::Code::data_loss,
            "the pack of " + meeting.name() + " is not what its digest says",
            {}};
    }
    return content;
}

}  // namespace

base::Result<v1::GetMeetingResponse> get_meeting(
    const View& app, const v1::GetMeetingRequest& request
) {
    if (const auto id = base::id_of(request.name(), "meetings", "name"); !id) {
        return id.error();
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    auto found = app.streams.get_as<v1::Meeting>(request.name(), *known_at);
    if (!found) {
        return found.error();
    }
    v1::GetMeetingResponse response;
    if (request.with_pack() && found->has_pack()) {
        auto content = read_pack(app, *found);
        if (!content) {
            return content.error();
        }
        *response.mutable_pack() = std::move(*content);
    }
    *response.mutable_meeting() = std::move(*found);
    return response;
}

base::Result<v1::ListMeetingsResponse> list_meetings(
    const View& app, const v1::ListMeetingsRequest& request
) {
    if (!v1::MeetingState_IsValid(request.state())) {
        return base::field_error(
            "state", "give a state, such as MEETING_STATE_CLOSED, or leave it out"
        );
    }
    const auto known_at = known_at_of(request);
    if (!known_at) {
        return known_at.error();
    }
    db::Listing listing{"meetings", db::Model::meetings, "meetings/", {}, {"held_on", true}, {}};
    if (!request.kind().empty()) {
        listing.equals.emplace_back("kind", request.kind());
    }
    if (request.state() != v1::MEETING_STATE_UNSPECIFIED) {
        listing.equals.emplace_back("state", v1::MeetingState_Name(request.state()));
    }
    auto page = app.streams.list<v1::MeetingSummary>(listing, page_of(request), *known_at);
    if (!page) {
        return page.error();
    }
    v1::ListMeetingsResponse response;
    fill(response, response.mutable_meetings(), std::move(*page));
    return response;
}

}  // namespace ladder::api
