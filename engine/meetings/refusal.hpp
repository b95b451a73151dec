// All that a meeting lacks to be closed: its own gaps and those of each decision, with its item.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/base/result.hpp"
#include "ladder/v1/meeting_service.pb.h"

namespace ladder::meetings {

class Refusal {
public:
    // Something that the meeting, or an item of it ("i2/outcome"), needs and does not have.
    void unmet(
        std::string gate, std::string title, std::string satisfied_by, std::string explanation
    );

    // What a decision of an item lacks, each thing under the item's id: the gate "i2/grounds_given"
    // and the field "i2/reasons". An error without details becomes the gate "i2/decision".
    void of_decision(
        const v1::AgendaItem& item, const std::string& case_name, const base::Error& error
    );

    bool any() const { return !details_.empty(); }

    // failed_precondition; the message lists everything.
    base::Error to_error() const;

private:
    std::vector<base::Detail> details_;
    std::vector<std::string> sentences_;
};

}  // namespace ladder::meetings
