import { Icon, type IconProps } from "~/ui/frame/icons";

export const TodayIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 6.5 6 8.5 9.5 4.5M4 17l2 2 3.5-4M13 7h7M13 17.5h7" />
  </Icon>
);

export const ParcelIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 3.5 20 7.5v9l-8 4-8-4v-9zM4 7.5l8 4 8-4M12 11.5v9M8 5.5l8 4" />
  </Icon>
);

export const LetterIcon = (props: IconProps) => (
  <Icon {...props}>
    <rect x="3.5" y="5.5" width="17" height="13" rx="1.5" />
    <path d="m4 7 8 6 8-6" />
  </Icon>
);

export const GoodsIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12.5 3.5h7v7L11 19.9a1.5 1.5 0 0 1-2.1 0l-5-5a1.5 1.5 0 0 1 0-2.1z" />
    <circle cx="16" cy="7.5" r="1.25" />
  </Icon>
);

export const StoreIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M3.5 9.5 12 4l8.5 5.5V20h-17zM8 20v-7h8v7M8 16.5h8" />
  </Icon>
);

export const ScaleIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M12 4v16M7 20h10M4 7h16M6 7l-2.5 6h5zM18 7l-2.5 6h5z" />
  </Icon>
);

export const ChartIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M4 4v16h16M8 16v-4M12.5 16V8M17 16v-6" />
  </Icon>
);

export const TeamIcon = (props: IconProps) => (
  <Icon {...props}>
    <circle cx="9" cy="8.5" r="3" />
    <path d="M3.5 19c.4-3.4 2.5-5.2 5.5-5.2s5.1 1.8 5.5 5.2M15 5.9a3 3 0 0 1 0 5.2M17 14.3c2 .6 3.2 2.2 3.5 4.7" />
  </Icon>
);

export const LogIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h3.5" />
  </Icon>
);

export const MoreIcon = (props: IconProps) => (
  <Icon {...props}>
    <path d="M5 12h.01M12 12h.01M19 12h.01" />
  </Icon>
);
