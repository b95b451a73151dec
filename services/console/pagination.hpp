// Long lists in pages, with GOV.UK Frontend's pagination beneath.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "services/console/form.hpp"
#include "services/console/templates.hpp"

namespace ladder::console {

// Which items of a list are on the page that was asked for; the first one for no number, the last
// one for a number that is too high.
class Slice {
public:
    Slice(std::size_t items, std::size_t per_page, std::string_view asked);

    std::size_t first() const { return (page_ - 1) * per_page_; }
    std::size_t end() const;
    std::size_t page() const { return page_; }
    std::size_t pages() const { return pages_; }

private:
    std::size_t items_;
    std::size_t per_page_;
    std::size_t pages_;
    std::size_t page_ = 1;
};

// Sets what the part `pagination` shows. `kept`: what else the links carry.
void put_pagination(Data& data, const Slice& slice, const std::string& path, const Form& kept);

}  // namespace ladder::console
